package io.keywright.cli.inspection;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.jr.ob.JSON;
import io.keywright.cli.CapturedTerminal;
import io.keywright.cli.SharedServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What files and data keys say of themselves, before and after their key was rotated. */
class InspectIT {

    @RegisterExtension
    private static final SharedServer SERVER = new SharedServer();

    @TempDir
    private Path folder = Path.of("");

    private static CapturedTerminal run(int exitCode, String line, String... more) {
        return SERVER.call(
                exitCode,
                Stream.concat(Stream.of(line.split(" ")), Stream.of(more)).toArray(String[]::new));
    }

    private static String keyId(String alias) throws IOException {
        return String.valueOf(JSON.std
                .mapFrom(run(0, "keys show alias/" + alias + " -o json").output())
                .get("key_id"));
    }

    private String file(String name) {
        return folder.resolve(name).toString();
    }

    @Test
    void filesAndDataKeysNameTheVersionThatOpensThem() throws Exception {
        run(0, "keys create --type AES-256 --alias inspected");
        String old = keyId("inspected");
        Files.writeString(folder.resolve("plain"), "not to be seen");
        run(0, "encrypt alias/inspected", file("plain"), "--out", file("sealed"), "--context", "table=invoices");
        String wrapped = run(0, "data-key create alias/inspected").output();
        run(0, "keys rotate alias/inspected");
        String current = keyId("inspected");
        String newer = run(0, "data-key create alias/inspected").output();
        Files.writeString(folder.resolve("wrapped"), wrapped);
        Files.write(folder.resolve("raw"), Base64.getDecoder().decode(newer.strip()));

        assertThat(SharedServer.run(0, "inspect", file("sealed"), file("wrapped"), file("raw"))
                        .output())
                .containsPattern("sealed +encrypted file +" + old + " +table=invoices")
                .containsPattern("wrapped +data key +" + old)
                .containsPattern("raw +data key +" + current)
                .doesNotContain("not to be seen");
        assertThat(run(0, "inspect --states", file("sealed"), file("raw")).output())
                .containsPattern(old + " +demo +inspected +0 +pending_rotation +table=invoices")
                .containsPattern(current + " +demo +inspected +1 +active");

        Files.writeString(folder.resolve("column"), wrapped.repeat(3) + newer.repeat(2));
        assertThat(run(0, "inspect --lines --by-key --states -o json", file("column"))
                        .output())
                .contains("\"key_id\":\"" + old + "\",\"count\":3", "\"key_id\":\"" + current + "\",\"count\":2");
    }

    @Test
    void aKeyOfAnotherTenantIsAsUnknownAsNone() throws Exception {
        run(0, "keys create --type AES-256 --alias walled-off");
        Files.writeString(
                folder.resolve("theirs"),
                run(0, "data-key create alias/walled-off").output());
        byte[] nobodys = Base64.getDecoder()
                .decode(Files.readString(folder.resolve("theirs")).strip());
        nobodys[3] ^= 1;
        Files.write(folder.resolve("nobodys"), nobodys);
        SERVER.issue("stranger", "stranger", "M7");

        String[] rows = run(0, "inspect --states --as stranger", file("theirs"), file("nobodys"))
                .output()
                .strip()
                .split("\n", -1);
        assertThat(rows[1]).containsPattern("- +- +- +unknown");
        assertThat(rows[2]).containsPattern("- +- +- +unknown");
    }

    @Test
    void whatIsAlteredOrForeignIsNamedAndFails() throws Exception {
        run(0, "keys create --type AES-256 --alias altered-header");
        Files.writeString(folder.resolve("plain"), "x");
        run(0, "encrypt alias/altered-header", file("plain"), "--out", file("sealed"));
        String id = keyId("altered-header");
        String sealed = Files.readString(folder.resolve("sealed"), StandardCharsets.ISO_8859_1);
        Files.writeString(
                folder.resolve("sealed"),
                sealed.replace(id, id.substring(0, 35) + (id.endsWith("0") ? "1" : "0")),
                StandardCharsets.ISO_8859_1);
        Files.write(folder.resolve("empty"), new byte[0]);
        Files.writeString(folder.resolve("cut"), sealed.substring(0, 20), StandardCharsets.ISO_8859_1);

        CapturedTerminal screen =
                SharedServer.run(1, "inspect", file("plain"), file("sealed"), file("empty"), file("cut"));
        assertThat(screen.output().lines().filter(line -> line.contains("unknown")))
                .hasSize(4);
        assertThat(screen.errors()).contains("4 of them: neither a file of keywright encrypt nor a wrapped data key");
        assertThat(SharedServer.run(2, "inspect", file("missing")).errors()).contains("missing");
    }
}
