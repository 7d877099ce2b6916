package io.keywright.ledger.receipt;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.keywright.ledger.note.TestKeys;
import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is not canonical, byte for byte, is not a receipt. */
class HostileReceiptTest {

    private static final byte[] RECEIPT =
            Receipts.signed(Receipts.requestedBy("M\u20ac\n33\u00e4\u001f"), TestKeys.go());

    private static final byte[] TELLING = {0, ' ', '\n', '"', '\\', ',', '{', '}', '0', 'x', (byte) 0x80, (byte) 0xff};

    @Test
    void noPartOfAReceiptIsOne() {
        for (int length = 0; length < RECEIPT.length; length++) {
            refuses(Arrays.copyOf(RECEIPT, length));
            refuses(Arrays.copyOfRange(RECEIPT, RECEIPT.length - length, RECEIPT.length));
        }
    }

    @Test
    void aByteMoreAnywhereIsRefusedOrAnotherReceipt() {
        for (int at = 0; at <= RECEIPT.length; at++) {
            for (byte more : TELLING) {
                byte[] longer = new byte[RECEIPT.length + 1];
                System.arraycopy(RECEIPT, 0, longer, 0, at);
                longer[at] = more;
                System.arraycopy(RECEIPT, at, longer, at + 1, RECEIPT.length - at);
                isRefusedOrCanonical(longer);
            }
        }
    }

    @Test
    void anotherByteAnywhereIsRefusedOrAnotherReceipt() {
        byte[] changed = RECEIPT.clone();
        for (int at = 0; at < changed.length; at++) {
            for (int bit = 0; bit < 8; bit++) {
                changed[at] = (byte) (RECEIPT[at] ^ 1 << bit);
                isRefusedOrCanonical(changed);
            }
            for (byte other : TELLING) {
                changed[at] = other;
                isRefusedOrCanonical(changed);
            }
            changed[at] = RECEIPT[at];
        }
    }

    @Property(tries = 500)
    void anyBytesAreRefused(@ForAll byte[] bytes) {
        refuses(bytes);
    }

    @Property(tries = 500)
    void anyTextInsideIsRefusedOrCanonical(
            @ForAll @IntRange(max = 460) int from, @ForAll @IntRange(max = 20) int length, @ForAll String text) {
        String receipt = new String(RECEIPT, ISO_8859_1);
        String changed =
                receipt.substring(0, from) + text + receipt.substring(Math.min(from + length, receipt.length()));
        isRefusedOrCanonical(changed.getBytes(UTF_8));
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '|',
            value = {
                "{\"env | { \"env",
                "\"} | `\"} `",
                "\"} | `\"}\n`",
                "\"} | \"}{}",
                "M | \\u004d",
                "M | \\/",
                "M | \\x",
                "M | \\uD800",
                "M | \\ud83d\\ude00",
                "M | \\u00e9",
                "M | \\u000",
                "\\n | \\u000a",
                "\\n | \\u000A",
                "\"PS256\" | \"ps256\"",
                "\"PS256\" | \"\"",
                "\"PS256\" | \"null\"",
                "\"PS256\" | 256",
                "\"error_code\":null | \"error_code\":\"none\"",
                "\"error_code\":null | \"error_code\":nul",
                "\"error_code\":null, | ``",
                "2048 | 02048",
                "2048 | 2048.0",
                "2048 | 2.048e3",
                "2048 | -2048",
                "2048 | +2048",
                "2048 | 2147483648",
                "2048 | 99999999999999999999999999",
                "2048 | \"2048\"",
                "2048 | ``",
                "true | True",
                "true | \"true\"",
                "true | 1",
                "true | null",
                "0193512f-aaaa | 0193512F-AAAA",
                "0193512f-aaaa | 193512f-aaaa",
                "0193512f-1111 | {0193512f-1111",
                "\"0193512f-1111-7222-8333-944455556666\" | null",
                "\"KMS\" | \"kms\"",
                "\"KMS\" | null",
                "\"acme\" | \"\"",
                "\"acme\" | \"ac me\"",
                "\"acme\" | \"\u00e4cme\"",
                "\"acme\" | null",
                "\"prod\" | \"PROD\"",
                "\"tenant\" | \"nowhere\"",
                "2026-11-21T | 2026-02-30T",
                "2026-11-21T | 2026-11-21t",
                "2026-11-21T | +2026-11-21T",
                "T08:05:09.040Z | T24:00:00.000Z",
                "T08:05:09.040Z | T23:59:60.000Z",
                "T08:05:09.040Z | T08:05:09.04Z",
                "T08:05:09.040Z | T08:05:09.0400Z",
                "T08:05:09.040Z | T08:05:09Z",
                "T08:05:09.040Z | T08:05:09.040+00:00",
                "T08:05:09.040Z | T08:05:09,040Z",
                "\"tenant_id\" | \"signature\"",
                "\"tenant_id\":\"acme\" | \"tenant_id\":\"acme\",\"tenant_id\":\"acme\"",
                "\"tenant_id\":\"acme\" | \"text\":\"\",\"tenant_id\":\"acme\"",
                "\"signature\" | \"Signature\"",
                "==\" | =\"",
                "==\" | ==\\n\""
            })
    void nothingHasASecondSpelling(String found, String replacement) {
        String receipt = new String(RECEIPT, UTF_8);
        assertThat(receipt).contains(found);

        refuses(receipt.replace(found, replacement).getBytes(UTF_8));
    }

    @Test
    void aMemberMayNotMove() {
        String receipt = new String(RECEIPT, UTF_8);
        String plane = "\"plane\":\"tenant\",";

        refuses(receipt.replace(plane, "")
                .replace("{\"environment\"", "{" + plane + "\"environment\"")
                .getBytes(UTF_8));
    }

    @Test
    void bytesThatAreNotUtf8AreRefused() {
        for (String latin1 :
                new String[] {"\u00e9", "\u00c0\u0080", "\u00ed\u00a0\u0080", "\u00f8\u0088\u0080\u0080\u0080"}) {
            refuses(new String(RECEIPT, ISO_8859_1).replace("M", latin1).getBytes(ISO_8859_1));
        }
    }

    @Test
    void aByteOrderMarkIsRefused() {
        refuses(("\ufeff" + new String(RECEIPT, UTF_8)).getBytes(UTF_8));
    }

    private static void isRefusedOrCanonical(byte[] bytes) {
        try {
            assertThat(CanonicalReceipt.encode(CanonicalReceipt.parse(bytes))).isEqualTo(bytes);
        } catch (IllegalArgumentException e) {
            assertThat(e).hasMessageNotContaining("io.keywright");
        }
    }

    private static void refuses(byte[] bytes) {
        assertThatIllegalArgumentException()
                .as(new String(bytes, ISO_8859_1))
                .isThrownBy(() -> CanonicalReceipt.parse(bytes));
    }
}
