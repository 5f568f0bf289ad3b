package dev.crowdline.support.web;

import dev.crowdline.contracts.VisibleText;
import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.jspecify.annotations.Nullable;

/** A name: visible, and nothing is hidden in it. Null is left to other constraints. */
@Constraint(validatedBy = Name.Judge.class)
@Target({ElementType.FIELD, ElementType.PARAMETER, ElementType.TYPE_USE})
@Retention(RetentionPolicy.RUNTIME)
public @interface Name {
  String message() default "must have visible characters only";

  Class<?>[] groups() default {};

  Class<? extends Payload>[] payload() default {};

  /** Judges. */
  class Judge implements ConstraintValidator<Name, String> {
    @Override
    public boolean isValid(@Nullable String name, ConstraintValidatorContext context) {
      return name == null || VisibleText.isName(name);
    }
  }
}
