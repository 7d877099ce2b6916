package io.keywright.testkit.provider.azure;

import java.util.Optional;

/**
 * How Key Vault says no.
 *
 * @param httpStatus 400 to 599
 * @param code such as {@code Forbidden}
 * @param inner the code of the error within it, such as {@code ForbiddenByRbac}
 */
public record AzureRefusal(int httpStatus, String code, Optional<String> inner) {

    /** One with nothing within it. */
    public static AzureRefusal of(int httpStatus, String code) {
        return new AzureRefusal(httpStatus, code, Optional.empty());
    }

    /** One that says more. */
    public static AzureRefusal because(int httpStatus, String code, String inner) {
        return new AzureRefusal(httpStatus, code, Optional.of(inner));
    }
}
