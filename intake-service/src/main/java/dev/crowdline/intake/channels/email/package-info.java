/** E-mail: IMAP in, SMTP out. */
@NullMarked
package dev.crowdline.intake.channels.email;

import org.jspecify.annotations.NullMarked;
