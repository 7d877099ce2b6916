package io.keywright.server.contract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.keywright.server.harness.Body;
import io.keywright.server.harness.Installation;
import io.keywright.server.harness.Kms;
import io.keywright.server.harness.Refusal;
import io.keywright.server.harness.Served;
import java.nio.charset.Charset;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A body that is not one JSON object in UTF-8 is refused whole. K stands for a key id. */
@Served
class JsonFormIT {

    static final List<String> NOT_ONE_OBJECT = List.of(
            "",
            " ",
            "null",
            "[]",
            "\"K\"",
            "1",
            "true",
            "{",
            "}",
            "nul",
            "{\"key_id\"}",
            "{\"key_id\":}",
            "{,}",
            "[{\"key_id\":\"K\",\"data\":\"AQID\"}]",
            "{\"key_id\":\"K\",\"data\":\"AQID\"} x",
            "{\"key_id\":\"K\",\"data\":\"AQID\"}{}",
            "{\"key_id\":\"K\",\"data\":\"AQID\"}]",
            "{\"key_id\":\"K\",\"data\":\"AQID\",}",
            "{\"key_id\":\"K\",\"data\":\"AQID\"",
            "{\"key_id\":\"K\" \"data\":\"AQID\"}",
            "{'key_id':'K','data':'AQID'}",
            "{key_id:\"K\",data:\"AQID\"}",
            "/* why */ {\"key_id\":\"K\",\"data\":\"AQID\"}",
            "{\"key_id\":\"K\",\"data\":\"AQ\nID\"}",
            "{\"key_id\":\"K\",\"data\":\"\\x41QID\"}",
            "{\"key_id\":\"K\",\"data\":\"AQID\",\"data\":\"AQID\"}",
            "{\"key_id\":\"K\",\"data\":\"AQID\",\"key_id\":\"K\"}",
            "{\"key_id\":\"K\",\"data\":\"AQID\",\"data\":null}",
            "{\"key_id\":\"K\",\"data\":NaN}",
            "\uFEFF{\"key_id\":\"K\",\"data\":\"AQID\"}",
            "{\"key_id\":\"K\",\"data\":\"AQID\"}\u0000");

    private final Kms kms;
    private final String keyId;

    JsonFormIT(Installation server) {
        this.kms = server.asNewTenant();
        this.keyId = kms.newKey("Ed25519");
    }

    @AfterEach
    void theServerStillServes() {
        kms.sign(keyId, new byte[] {1, 2, 3}).expect(200);
    }

    @ParameterizedTest
    @FieldSource("NOT_ONE_OBJECT")
    void whatIsNotOneJsonObjectIsRefused(String body) {
        Refusal.of(kms.postText("/sign", body.replace("\"K\"", "\"" + keyId + "\"")), 400, "INVALID_REQUEST");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[", "{\"key_id\":", "{\"a\":[", "[{\"data\":"})
    void deepNestingIsRefusedQuickly(String opening) {
        Refusal.of(kms.postText("/sign", opening.repeat(60_000)), 400, "INVALID_REQUEST");
    }

    @Test
    void hugeNumbersAndNamesAreRefusedQuickly() {
        String digits = "9".repeat(500_000);
        Refusal.of(kms.postText("/sign", "{\"key_id\":\"K\",\"data\":" + digits + "}"), 400, "INVALID_REQUEST");
        Refusal.of(kms.postText("/sign", "{\"key_id\":\"K\",\"data\":1e" + digits + "}"), 400, "INVALID_REQUEST");
        Refusal.of(kms.postText("/sign", "{\"" + "n".repeat(500_000) + "\":1}"), 400, "INVALID_REQUEST");
        String id = "k".repeat(500_000);
        assertThat(Refusal.of(kms.sign(id, new byte[1]), 400, "INVALID_REQUEST").toString())
                .doesNotContain("kkkk");
    }

    @Test
    void manyMembersAreRefusedQuickly() {
        StringBuilder body = new StringBuilder("{\"key_id\":\"K\"");
        for (int i = 0; i < 60_000; i++) {
            body.append(",\"m").append(i).append("\":1");
        }
        Refusal.of(kms.postText("/sign", body.append('}').toString()), 400, "INVALID_REQUEST");
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16LE", "UTF-16BE", "UTF-16", "UTF-32BE", "UTF-32LE", "ISO-8859-1"})
    void onlyUtf8IsRead(String charset) {
        String body = Body.json(Body.of("key_id", keyId, "data", new byte[3], "tenant_id", "\u00e4"));
        Refusal.of(kms.postBytes("/sign", body.getBytes(Charset.forName(charset))), 400, "INVALID_REQUEST");
    }

    @ParameterizedTest
    @ValueSource(strings = {"80", "c0af", "c3", "eda080", "f4908080", "ff", "e282", "c1a1"})
    void malformedUtf8IsRefused(String hex) {
        byte[] bad = HexFormat.of().parseHex(hex);
        byte[] start = ("{\"key_id\":\"" + keyId + "\",\"data\":\"AQID\",\"tenant_id\":\"").getBytes(UTF_8);
        byte[] body = new byte[start.length + bad.length + 2];
        System.arraycopy(start, 0, body, 0, start.length);
        System.arraycopy(bad, 0, body, start.length, bad.length);
        System.arraycopy("\"}".getBytes(UTF_8), 0, body, start.length + bad.length, 2);

        Refusal.of(kms.postBytes("/sign", body), 400, "INVALID_REQUEST");
    }
}
