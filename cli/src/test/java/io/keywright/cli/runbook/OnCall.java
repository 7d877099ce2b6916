package io.keywright.cli.runbook;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.jr.ob.JSON;
import io.keywright.cli.CapturedTerminal;
import io.keywright.cli.Keywright;
import io.keywright.cli.Pasted;
import io.keywright.cli.SharedServer;
import io.keywright.cli.Started;
import io.keywright.cli.installation.Installation;
import io.keywright.cli.kms.KmsClient;
import io.keywright.pki.DevelopmentPki;
import io.keywright.testkit.provider.aws.AwsEmulator;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import picocli.CommandLine;

/**
 * Whoever types the lines of runbooks: in a folder, with what a host has lying around, and with an object for each placeholder. What
 * pages say of {@code /etc/keywright} and {@code /var/lib/keywright} is the shared server's.
 */
final class OnCall implements AutoCloseable {

    private static final Path PROMETHEUS = Pasted.HOME.resolve("deploy/prometheus");
    private static final List<String> PEERS = List.of("promtool", "fsck", "aws");
    private static final String FILLED = "s3://filled-ledger/";
    private static final int SEALED = 260;
    private static final Pattern PLACEHOLDER = Pattern.compile(
            "\\b(?:(?:LEDGER\\.vkey)|(?:LIST|NEW|new|new-key)\\.pem|DATA|ID|TENANT|KEY|NAME|BACKUP|URL)(?![\\w.=:-])");

    private final SharedServer server;
    private final Path folder;
    private final DevelopmentPki pki;
    private final Receiver receiver;
    private final Optional<AwsEmulator> aws;
    private final Map<String, String> places = new LinkedHashMap<>();

    OnCall(SharedServer server, Path folder) throws Exception {
        this.server = server;
        this.folder = folder;
        this.pki = DevelopmentPki.in(server.data());
        this.receiver = Receiver.start(pki);
        this.aws = Files.exists(installed("aws")) ? Optional.of(AwsEmulator.moto()) : Optional.empty();
        server.issue("approver", "demo", "approver");
        haveFiles();
        seal();
        String service = server.url().replace("https://", "");
        String probe = "http://" + server.management() + "/health/live";
        places.put("/etc/keywright", folder.toString());
        places.put("/etc/prometheus", PROMETHEUS.toString());
        places.put("sqlite3 keywright.db", "sqlite3 data/keywright.db");
        places.put("/var/lib/keywright-evidence", folder.resolve("evidence").toString());
        places.put("/var/lib/keywright", server.folder().toString());
        places.put("s3://example-ledger/", FILLED);
        places.put("/mnt/ledger-archive", server.folder().resolve("archive").toString());
        places.put("localhost:9000", server.management());
        places.put("localhost:8443", service);
        places.put("https://witness.example.com/", probe);
        places.put("https://kms.eu-central-1.amazonaws.com/", probe);
        places.put("kms.eu-central-1.amazonaws.com", "localhost");
        places.put(" -g keywright ", " ");
        places.put("--archive copy", "--archive " + server.folder().resolve("archive"));
        places.put("vmstat 1 5", "vmstat 1 1");
    }

    /** What lies on a host: the configuration, certificates, a revocation list, and the journal's reader. */
    private void haveFiles() throws IOException, InterruptedException {
        Path tls = Files.createDirectory(folder.resolve("tls"));
        copy(pki.server().certificate(), tls.resolve("server.pem"));
        copy(pki.server().certificate(), folder.resolve("new.pem"));
        copy(pki.server().privateKey(), tls.resolve("server-key.pem"));
        copy(pki.server().privateKey(), folder.resolve("new-key.pem"));
        copy(pki.ca().certificate(), tls.resolve("ca.pem"));
        Files.writeString(folder.resolve("keywright.properties"), """
                keywright.profile=development
                keywright.data=%s
                keywright.tls.client-crl=%s
                keywright.backup.folder=%s
                keywright.archive.folder=%s
                keywright.ledger.witness-interval=PT10M
                """.formatted(
                        server.data(),
                        folder.resolve("LIST.pem"),
                        server.folder().resolve("backups"),
                        server.folder().resolve("archive")));
        Path bin = Files.createDirectory(folder.resolve("bin"));
        Path journal =
                Files.writeString(bin.resolve("journalctl"), "#!/bin/sh\nexec cat '%s'\n".formatted(server.log()));
        Files.setPosixFilePermissions(journal, PosixFilePermissions.fromString("rwxr-xr-x"));
        for (String peer : PEERS) {
            if (Files.exists(installed(peer))) {
                Files.createSymbolicLink(bin.resolve(peer), installed(peer));
            }
        }
        haveLists();
        copy(PROMETHEUS.resolve("alerts.yml"), folder.resolve("alerts.yml"));
        Files.createDirectory(folder.resolve("data"));
        shell("sqlite3 '%s' \".backup data/keywright.db\""
                .formatted(server.data().resolve("keywright.db")));
    }

    private static Path installed(String peer) {
        Path peers = Pasted.HOME.resolve(".peers");
        return peer.equals("aws") ? peers.resolve("aws/bin/aws") : peers.resolve(peer);
    }

    /** Whether every program that the line calls is there. */
    boolean has(TypedLine line) {
        return PEERS.stream()
                .filter(peer -> line.text().matches("(.* )?" + peer + " .*"))
                .allMatch(peer -> Files.exists(installed(peer)));
    }

    private void haveLists() throws IOException, InterruptedException {
        Files.writeString(folder.resolve("index"), "");
        Files.writeString(folder.resolve("ca.cnf"), "[ca]\ndefault_ca=own\n[own]\ndatabase=index\ndefault_md=sha256\n");
        for (String list : List.of("LIST.pem", "NEW.pem")) {
            shell("openssl ca -config ca.cnf -gencrl -crldays 1 -cert '%s' -keyfile '%s' -out %s"
                    .formatted(pki.ca().certificate(), pki.ca().privateKey(), list));
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.copy(from, to, StandardCopyOption.REPLACE_EXISTING);
    }

    /** Leaves so many receipts that some are in the archive, which only takes whole bundles. */
    private void seal() throws Exception {
        Path checkpoint = server.folder().resolve("archive/checkpoint");
        try (KmsClient demo = server.demo()) {
            for (int i = 0; i < SEALED && !Files.exists(checkpoint); i++) {
                demo.get("keys?limit=1");
            }
        }
        for (int i = 0; i < 1_000 && !Files.exists(checkpoint); i++) {
            Thread.sleep(20);
        }
        assertThat(checkpoint).exists();
    }

    /** The line as it is typed here: with something in the place of each placeholder, made for this line alone. */
    TypedLine filled(TypedLine line) throws IOException, InterruptedException {
        String text = line.text();
        for (Map.Entry<String, String> place : places.entrySet()) {
            text = text.replace(place.getKey(), place.getValue());
        }
        if (text.startsWith("aws s3 sync")) {
            fillBucket();
        }
        StringBuilder filled = new StringBuilder();
        Matcher placeholder = PLACEHOLDER.matcher(text);
        while (placeholder.find()) {
            placeholder.appendReplacement(filled, Matcher.quoteReplacement(something(placeholder.group(), line)));
        }
        return line.with(placeholder.appendTail(filled).toString());
    }

    private String something(String placeholder, TypedLine line) throws IOException {
        return switch (placeholder) {
            case "LEDGER.vkey" -> server.ledgerKey();
            case "DATA" -> folder.resolve("data").toString();
            case "TENANT" -> "demo";
            case "NAME" -> "local";
            case "URL" -> receiver.url();
            case "KEY" -> newKey();
            case "BACKUP" -> backup();
            case "ID" -> line.text().contains("approvals") ? approval() : subscription();
            default -> folder.resolve(placeholder).toString();
        };
    }

    /** With what an archive in a bucket holds. */
    private void fillBucket() throws IOException, InterruptedException {
        shell("aws s3 mb " + FILLED + " && aws s3 sync --quiet "
                + server.folder().resolve("archive") + " " + FILLED + "ledger/");
    }

    private String newKey() throws IOException {
        return member("key_id", "keys", "create", "--type", "AES-256");
    }

    private String backup() throws IOException {
        server.call(0, "backup", "create", "--as", "operator");
        try (Stream<Path> files = Files.list(server.folder().resolve("backups"))) {
            return files.filter(file -> file.toString().endsWith(".backup"))
                    .sorted()
                    .toList()
                    .getLast()
                    .toString();
        }
    }

    private String approval() throws IOException {
        String key = newKey();
        return member(
                "approval_id",
                "approvals",
                "request",
                "revoke",
                key,
                "--reason",
                "a drill",
                "--request",
                "{\"key_id\":\"%s\",\"revocation_reason\":\"retired\"}".formatted(key));
    }

    private String subscription() throws IOException {
        return member("subscription_id", "subscriptions", "create", "--webhook", receiver.url());
    }

    private String member(String name, String... command) throws IOException {
        String[] json =
                Stream.concat(Stream.of(command), Stream.of("-o", "json")).toArray(String[]::new);
        return String.valueOf(JSON.std.mapFrom(server.call(0, json).output()).get(name));
    }

    /**
     * Types the line; answers the exit code. A command that reads the server's configuration has the server beside it, so it needs a
     * process of its own.
     *
     * @param said gets what was said
     */
    int type(TypedLine line, StringBuilder said) throws IOException, InterruptedException {
        boolean here = line.program().equals("keywright") && !line.words().contains("--config");
        return here ? command(line.words(), said) : shell(line.text(), said);
    }

    /** In this process, since each of them would take longer to start than to run. */
    private int command(List<String> words, StringBuilder said) {
        List<String> all = new ArrayList<>(words);
        CapturedTerminal screen = new CapturedTerminal();
        CommandLine command = Keywright.commandLine(screen.terminal(), new Installation(Pasted.HOME));
        if (calls(command, words)) {
            all.addAll(List.of("--data", server.data().toString(), "--as", whose(words.getFirst())));
        }
        int ended = command.execute(all.toArray(String[]::new));
        said.append(screen.output()).append(screen.errors());
        return ended;
    }

    /** Whether the command calls a service, and has not been given a store to read instead. */
    private static boolean calls(CommandLine command, List<String> words) {
        CommandLine inner = command;
        for (String word : words) {
            inner = inner.getSubcommands().getOrDefault(word, inner);
        }
        return inner.getCommandSpec().findOption("--as") != null && !words.contains("--store");
    }

    /** Tenants decide about their approvals, keys and subscriptions by themselves, and their auditors read receipts. */
    private static String whose(String group) {
        return switch (group) {
            case "approvals" -> "approver";
            case "keys", "subscriptions", "receipts" -> "demo";
            default -> "operator";
        };
    }

    private void shell(String line) throws IOException, InterruptedException {
        StringBuilder said = new StringBuilder();
        assertThat(shell(line, said)).as(said.toString()).isZero();
    }

    private int shell(String line, StringBuilder said) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder("sh", "-c", line)
                .directory(folder.toFile())
                .redirectInput(new File("/dev/null"))
                .redirectErrorStream(true);
        Started.configure(builder, "");
        builder.environment()
                .merge(
                        "PATH",
                        folder.resolve("bin") + File.pathSeparator + Pasted.HOME.resolve("bin") + File.pathSeparator,
                        (path, bin) -> bin + path);
        aws.ifPresent(account -> builder.environment()
                .putAll(Map.of(
                        "AWS_ENDPOINT_URL", account.endpoint().toString(),
                        "AWS_DEFAULT_REGION", "eu-central-1",
                        "AWS_ACCESS_KEY_ID", "somebody",
                        "AWS_SECRET_ACCESS_KEY", "secret")));
        Process shell = builder.start();
        said.append(new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
        return shell.waitFor();
    }

    @Override
    public void close() {
        receiver.close();
        aws.ifPresent(AwsEmulator::close);
    }
}
