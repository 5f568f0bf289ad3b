/** Classes that break a rule of the architecture, to show that the rule can fail. */
package dev.crowdline.intake.sample.domain;
