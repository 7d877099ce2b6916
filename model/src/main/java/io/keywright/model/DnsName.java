package io.keywright.model;

import java.util.regex.Pattern;

/** Host names as certificates hold them: letters, digits and hyphens, in lower case (RFC 5280, section 4.2.1.6; RFC 1123). */
public final class DnsName {

    private static final int LONGEST = 253;
    private static final Pattern NAME =
            Pattern.compile("([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\\.)*[a-z]([a-z0-9-]{0,61}[a-z0-9])?");

    private DnsName() {}

    /** Whether {@code text} is a name, and neither a wildcard nor an address. */
    public static boolean isOne(String text) {
        return text.length() <= LONGEST && NAME.matcher(text).matches();
    }
}
