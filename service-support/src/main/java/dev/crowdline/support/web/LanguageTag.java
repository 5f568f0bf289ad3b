package dev.crowdline.support.web;

import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** How the language of a text is described; {@link dev.crowdline.contracts.Language} judges it. */
@Schema(
    name = "LanguageTag",
    type = SchemaType.STRING,
    description =
        "BCP 47, of a language that people speak; taken in its canonical form. Left out, it is en",
    pattern = "^[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*$",
    maxLength = 35,
    examples = {"en", "pt-BR"})
public interface LanguageTag {}
