package io.keywright.cli.keys;

import java.util.HashMap;
import java.util.Map;
import picocli.CommandLine.Option;

/** What commands that destroy a key have in common. Mixed in by {@code @Mixin}. */
final class Destruction {

    @Option(names = "--confirm-in-use", description = "Also if the key was used lately, as keywright keys usage shows.")
    private boolean confirmed;

    /** {@code members}, and that it is confirmed. */
    Map<String, Object> with(Map<String, Object> members) {
        Map<String, Object> all = new HashMap<>(members);
        if (confirmed) {
            all.put("confirm_in_use", true);
        }
        return all;
    }
}
