package io.keywright.server.rest;

import io.keywright.model.ErrorCode;
import io.keywright.model.KeywrightException;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * An answer that has a version (RFC 9110, section 8.8.3), by which a later change says what it starts from (section
 * 13.1.1).
 */
public record Versioned(String version, Object body) {

    static final String MISSING = "version_missing";
    private static final String ENTITY_TAG = "(W/)?\"([!#-~\\x80-\\xff]*)\"";
    private static final Pattern TAG = Pattern.compile(ENTITY_TAG);
    private static final Pattern LIST =
            Pattern.compile("[ \t,]*" + ENTITY_TAG + "([ \t]*,[ \t]*(" + ENTITY_TAG + ")?)*[ \t]*");

    /** The entity tag: strong, because a version names one content. */
    String etag() {
        return '"' + version + '"';
    }

    /**
     * Which versions a change may start from (RFC 9110, section 13.1.1): those that the header lists, or any for {@code *}.
     * A weak tag is none of them, because it names no one content.
     *
     * @throws KeywrightException if there is no header, or one that says something else
     */
    public static Predicate<String> base(@Nullable String ifMatch) {
        if (ifMatch == null) {
            throw refusal(MISSING, "Send If-Match with the ETag that reading it answered.");
        }
        if (ifMatch.strip().equals("*")) {
            return version -> true;
        }
        if (!LIST.matcher(ifMatch).matches()) {
            throw refusal("version_unreadable", "Send If-Match as an ETag in quotes, a list of them, or *.");
        }
        Set<String> versions = TAG.matcher(ifMatch)
                .results()
                .filter(tag -> tag.group(1) == null)
                .map(tag -> tag.group(2))
                .collect(Collectors.toUnmodifiableSet());
        return versions::contains;
    }

    /**
     * Whether {@code If-None-Match} names a version (RFC 9110, section 13.1.2): weak tags count as strong ones, {@code *}
     * names any, and what is not readable names none.
     */
    public static boolean named(@Nullable String ifNoneMatch, String version) {
        if (ifNoneMatch == null || ifNoneMatch.strip().equals("*")) {
            return ifNoneMatch != null;
        }
        return LIST.matcher(ifNoneMatch).matches()
                && TAG.matcher(ifNoneMatch).results().anyMatch(tag -> version.equals(tag.group(2)));
    }

    private static KeywrightException refusal(String reason, String advice) {
        return new KeywrightException(ErrorCode.INVALID_REQUEST, advice, Map.of("reason", reason));
    }
}
