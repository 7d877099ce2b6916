package io.keywright.server.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.keywright.server.harness.Installation;
import io.keywright.server.harness.Kms;
import io.keywright.server.harness.Refusal;
import io.keywright.server.harness.Served;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** Binary members have one spelling: standard Base64 with padding. S and E stand for keys, * for what is tried. */
@Served
class Base64IT {

    static final List<String> NOT_BASE64 = List.of(
            "AQI",
            "AQ",
            "A",
            "A===",
            "AQ=",
            "AQID=",
            "AQID====",
            "====",
            "=",
            "AQ==AQ==",
            "AQ=A",
            "AQID\\n",
            " AQID",
            "AQ ID",
            "AQID\\r\\n",
            "_-8=",
            "AR==",
            "AQJ=",
            "AQI\\u0000",
            "\\u00c4QID",
            "AQID\\ud800",
            "\\uff21QID",
            "data:;base64,AQID");

    private static final List<String> REQUESTS_WITH_BASE64 = List.of(
            "/sign {\"key_id\":\"S\",\"data\":\"*\"}",
            "/verify {\"key_id\":\"S\",\"data\":\"*\",\"signature\":\"AQID\"}",
            "/verify {\"key_id\":\"S\",\"data\":\"AQID\",\"signature\":\"*\"}",
            "/encrypt {\"key_id\":\"E\",\"plaintext\":\"*\"}",
            "/encrypt {\"key_id\":\"E\",\"plaintext\":\"AQID\",\"aad\":\"*\"}",
            "/decrypt {\"key_id\":\"E\",\"ciphertext\":\"*\",\"iv\":\"AQID\"}",
            "/decrypt {\"key_id\":\"E\",\"ciphertext\":\"AQID\",\"iv\":\"*\"}",
            "/decrypt {\"key_id\":\"E\",\"ciphertext\":\"AQID\",\"iv\":\"AQID\",\"aad\":\"*\"}");

    private final Kms kms;
    private final String signing;
    private final String encrypting;

    Base64IT(Installation server) {
        this.kms = server.asNewTenant();
        this.signing = kms.newKey("Ed25519");
        this.encrypting = kms.newKey("AES-256");
    }

    @ParameterizedTest
    @FieldSource("NOT_BASE64")
    void base64IsReadStrictlyInEveryMember(String text) {
        for (String request : REQUESTS_WITH_BASE64) {
            String path = request.substring(0, request.indexOf(' '));
            String body = request.substring(request.indexOf(' ') + 1);
            JsonNode details =
                    Refusal.of(kms.postText(path, withKeys(body).replace("*", text)), 400, "INVALID_REQUEST");
            assertThat(body).contains("\"" + details.path("member").asText() + "\":\"*\"");
        }
    }

    @Test
    void aRefusalNamesTheMemberButNeverRepeatsItsValue() {
        String secret = "c2VjcmV0c2VjcmV0c2VjcmV0=";
        String answer = kms.postText("/encrypt", "{\"key_id\":\"" + encrypting + "\",\"plaintext\":\"" + secret + "\"}")
                .text();

        assertThat(answer).contains("plaintext").doesNotContain(secret, "c2Vj", "secret");
    }

    private String withKeys(String body) {
        return body.replace("\"S\"", "\"" + signing + "\"").replace("\"E\"", "\"" + encrypting + "\"");
    }
}
