package io.keywright.cli.dev;

import io.keywright.cli.installation.Version;
import io.keywright.verifier.terminal.Style;
import io.keywright.verifier.terminal.Terminal;
import java.nio.file.Path;

/**
 * What a person needs to know once the server serves.
 *
 * @param url the base URL
 * @param data the data folder, absolute
 * @param curl a curl profile of the demo identity
 */
record Welcome(String url, Path data, CurlProfile curl) {

    /** In a shell's single quotes, the variable that {@link #examples} sets: an alias is taken once and for all. */
    private static final String NEW = "'$n'";

    void print(Terminal terminal) {
        terminal.line();
        terminal.line(terminal.styled(Style.BOLD, "Keywright " + Version.number()) + ", development server");
        terminal.line();
        facts(terminal);
        terminal.line();
        warning(terminal);
        terminal.line();
        examples(terminal);
        terminal.line();
        terminal.line("Ctrl-C stops it; the data stay.");
    }

    private void facts(Terminal terminal) {
        fact(terminal, "serves", url + "/kms/v1", "to holders of a client certificate only");
        fact(terminal, "data", shown("."), "keys, receipts and the ledger");
        fact(terminal, "identities", shown("pki"), "demo and other, two tenants; operator");
        fact(terminal, "ledger key", shown("pki/ledger.vkey"), "verifies receipts offline");
    }

    private void fact(Terminal terminal, String name, String value, String remark) {
        String padding = " ".repeat(Math.max(0, widestFact() - value.length()));
        terminal.line("  %-11s %s%s  %s"
                .formatted(name, terminal.styled(Style.NAME, value), padding, terminal.styled(Style.FAINT, remark)));
    }

    private int widestFact() {
        return Math.max(
                url.length() + "/kms/v1".length(), shown("pki/ledger.vkey").length());
    }

    private void warning(Terminal terminal) {
        terminal.line("  "
                + terminal.styled(
                        Style.WARNING,
                        "! " + shown("root.key") + " unlocks every key, and nothing protects it on this disk."));
        terminal.line("    That is for development only; the production profile refuses it.");
    }

    private void examples(Terminal terminal) {
        terminal.line("Paste into another terminal in this folder, as often as you like:");
        comment(terminal, "aliases that are not taken yet");
        terminal.line("  n=$(date +%s)");
        example(
                terminal,
                "make a signing key",
                "keys",
                "{\"key_type\":\"Ed25519\",\"key_usage\":[\"sign\",\"verify\"],\"key_alias\":\"signer-%s\"}");
        example(terminal, "sign \"hello\"", "sign", "{\"key_id\":\"alias/signer-%s\",\"data\":\"aGVsbG8=\"}");
        example(
                terminal,
                "make an encryption key",
                "keys",
                "{\"key_type\":\"AES-256\",\"key_usage\":[\"encrypt\",\"decrypt\"],\"key_alias\":\"box-%s\"}");
        example(terminal, "encrypt \"hello\"", "encrypt", "{\"key_id\":\"alias/box-%s\",\"plaintext\":\"aGVsbG8=\"}");
        comment(terminal, "see the receipts");
        terminal.line("  " + call("receipts"));
    }

    private void example(Terminal terminal, String purpose, String path, String body) {
        comment(terminal, purpose);
        terminal.line("  %s -d '%s'".formatted(call(path), body.formatted(NEW)));
    }

    private static void comment(Terminal terminal, String purpose) {
        terminal.line();
        terminal.line(terminal.styled(Style.FAINT, "  # " + purpose));
    }

    private String call(String path) {
        return "curl -K %s %s/kms/v1/%s".formatted(Shell.word(curl.file(), here()), url, path);
    }

    private String shown(String name) {
        return Shell.word(data.resolve(name).normalize(), here());
    }

    private static Path here() {
        return Path.of("").toAbsolutePath();
    }
}
