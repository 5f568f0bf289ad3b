/** What the tests of this service share. */
package dev.crowdline.intake.testing;
