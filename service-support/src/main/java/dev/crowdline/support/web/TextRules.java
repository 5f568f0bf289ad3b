package dev.crowdline.support.web;

import dev.crowdline.contracts.VisibleText;
import io.quarkus.hibernate.validator.ValidatorFactoryCustomizer;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.hibernate.validator.BaseHibernateValidatorConfiguration;
import org.hibernate.validator.cfg.ConstraintMapping;
import org.jspecify.annotations.Nullable;

/**
 * What the standard constraints mean for texts, in all services: {@code NotBlank} wants something
 * visible, and {@code Size} counts code points, as OpenAPI's lengths do, and wants something
 * visible where it wants a length at all.
 */
@ApplicationScoped
public class TextRules implements ValidatorFactoryCustomizer {

  @Override
  public void customize(BaseHibernateValidatorConfiguration<?> configuration) {
    ConstraintMapping mapping = configuration.createConstraintMapping();
    mapping
        .constraintDefinition(NotBlank.class)
        .includeExistingValidators(false)
        .validatedBy(Visible.class);
    // Collections and maps keep theirs; of two that fit a text the narrower one is taken.
    mapping
        .constraintDefinition(Size.class)
        .includeExistingValidators(true)
        .validatedBy(CodePoints.class);
    configuration.addMapping(mapping);
  }

  /** Something of the text is visible. */
  public static class Visible implements ConstraintValidator<NotBlank, CharSequence> {
    @Override
    public boolean isValid(@Nullable CharSequence text, ConstraintValidatorContext context) {
      return text != null && VisibleText.isVisible(text.toString());
    }
  }

  /** The text has so many code points. */
  public static class CodePoints implements ConstraintValidator<Size, String> {
    private int min;
    private int max;

    @Override
    public void initialize(Size size) {
      min = size.min();
      max = size.max();
    }

    @Override
    public boolean isValid(@Nullable String text, ConstraintValidatorContext context) {
      if (text == null) {
        return true;
      }
      int length = VisibleText.length(text);
      if (length >= min && length <= max && min > 0 && !VisibleText.isVisible(text)) {
        context.disableDefaultConstraintViolation();
        context
            .buildConstraintViolationWithTemplate("must have something that can be seen")
            .addConstraintViolation();
        return false;
      }
      return length >= min && length <= max;
    }
  }
}
