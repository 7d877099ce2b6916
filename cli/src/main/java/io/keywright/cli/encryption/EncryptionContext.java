package io.keywright.cli.encryption;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import picocli.CommandLine.Option;

/** What a file is bound to, name by name. Mixed in by {@code @Mixin}. */
final class EncryptionContext {

    @Option(
            names = "--context",
            paramLabel = "NAME=VALUE",
            description =
                    "What the file is about. It stands in the file for all to read, and cannot be changed; decrypt"
                            + " refuses a file that does not have what it is given here. Any number of them.")
    private Map<String, String> members = new TreeMap<>();

    Map<String, String> members() {
        return members;
    }

    /** Whether all of it stands in {@code header}. */
    boolean holds(FileHeader header) {
        return header.context().entrySet().containsAll(members.entrySet());
    }

    @Override
    public String toString() {
        return members.entrySet().stream().map(Object::toString).collect(Collectors.joining(", "));
    }
}
