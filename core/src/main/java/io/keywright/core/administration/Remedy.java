package io.keywright.core.administration;

import io.keywright.core.root.RootProviderException.Reason;

/** What can be done about the reasons that root providers give. */
public final class Remedy {

    private static final String PAGE = "docs/setup/KMS_TROUBLESHOOTING.md#";

    private Remedy() {}

    /** Where the docs say what {@code reason} means and what to do. */
    public static String page(Reason reason) {
        return PAGE + reason.wireName();
    }
}
