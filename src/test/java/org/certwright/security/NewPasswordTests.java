package org.certwright.security;

import static org.assertj.core.api.Assertions.assertThat;

import org.certwright.pki.Secret;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.validation.BeanPropertyBindingResult;
import org.springframework.validation.Errors;

class NewPasswordTests {

    @ParameterizedTest
    @CsvSource({
        "'', Required.",
        "elevenchars, 'At least 12 characters; these are 11. A sentence is best.'",
        "my name is Maria.Huber, It must not contain the user name.",
        "aaaabbbbccccdddd, 'Too simple: it needs at least 5 different characters.'",
    })
    void aWeakOneIsRefusedWithTheReason(String password, String reason) {
        var errors = check(Secret.of(password), Secret.of(password));

        assertThat(errors.getFieldErrors("password"))
                .singleElement()
                .satisfies(it -> assertThat(it.getDefaultMessage()).isEqualTo(reason));
    }

    @Test
    void bothMustBeTheSame() {
        var errors = check(Secret.of("correct horse battery"), Secret.of("correct horse batterie"));

        assertThat(errors.getFieldError("passwordAgain")).isNotNull();
    }

    @Test
    void aSentenceWillDo() {
        var sentence = Secret.of("a sentence is best");

        assertThat(check(sentence, sentence).hasErrors()).isFalse();
        assertThat(check(null, null).hasErrors()).isTrue();
    }

    private static Errors check(@Nullable Secret password, @Nullable Secret again) {
        var errors = new BeanPropertyBindingResult(new PasswordForm(null, password, again), "form");
        NewPassword.check(password, again, "maria.huber", errors);
        return errors;
    }
}
