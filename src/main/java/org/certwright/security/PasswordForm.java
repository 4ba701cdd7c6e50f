package org.certwright.security;

import org.certwright.pki.Secret;
import org.jspecify.annotations.Nullable;

/** A new password twice, and the former one where somebody changes his own. */
record PasswordForm(
        @Nullable Secret former, @Nullable Secret password, @Nullable Secret passwordAgain) {}
