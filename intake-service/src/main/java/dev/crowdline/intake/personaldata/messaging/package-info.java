/** What the services tell each other of erasures. */
@NullMarked
package dev.crowdline.intake.personaldata.messaging;

import org.jspecify.annotations.NullMarked;
