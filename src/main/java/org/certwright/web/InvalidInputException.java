package org.certwright.web;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.springframework.validation.Errors;
import org.springframework.validation.FieldError;

/** What a program sent is not what is expected; a page has shown its form again instead. */
public final class InvalidInputException extends RuntimeException {

    private final transient Map<String, String> problems;

    /**
     * @param problems what is wrong, by name of the field
     */
    public InvalidInputException(Map<String, String> problems) {
        super(problems.size() == 1 ? "1 field needs a correction." : many(problems));
        this.problems = Collections.unmodifiableMap(new LinkedHashMap<>(problems));
    }

    private static String many(Map<String, String> problems) {
        return "%d fields need a correction.".formatted(problems.size());
    }

    /**
     * @throws InvalidInputException when a field is wrong
     * @throws ConflictException when no field is, but the whole does not fit what is there now
     */
    public static void throwOn(Errors errors) {
        if (!errors.hasErrors()) return;
        var whole = errors.getGlobalError();
        if (whole != null && !errors.hasFieldErrors())
            throw new ConflictException(Objects.toString(whole.getDefaultMessage(), ""));
        var problems = new LinkedHashMap<String, String>();
        errors.getAllErrors()
                .forEach(it ->
                        problems.merge(
                                it instanceof FieldError field ? field.getField() : "",
                                Objects.toString(it.getDefaultMessage(), ""),
                                "%s %s"::formatted));
        throw new InvalidInputException(problems);
    }

    public Map<String, String> problems() {
        return problems;
    }
}
