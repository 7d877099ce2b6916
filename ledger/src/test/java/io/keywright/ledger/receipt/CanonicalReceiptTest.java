package io.keywright.ledger.receipt;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.keywright.ledger.note.NoteSigner;
import io.keywright.ledger.note.TestKeys;
import io.keywright.model.Receipt;
import io.keywright.model.Receipt.KmsContext;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CanonicalReceiptTest {

    private static final String BEFORE =
            "{\"environment\":\"prod\",\"kms_context\":{\"algorithm\":\"PS256\",\"error_code\":null,"
                    + "\"key_id\":\"0193512f-aaaa-7bbb-8ccc-9ddddeeeefff\",\"key_size_bits\":2048,\"operation_type\":\"sign\","
                    + "\"success\":true},\"module\":\"KMS\",\"operation\":\"signature_created\",\"plane\":\"tenant\","
                    + "\"receipt_id\":\"0193512f-1111-7222-8333-944455556666\",\"requesting_module\":\"M33\"";

    private static final String AFTER = ",\"tenant_id\":\"acme\",\"ts\":\"2026-11-21T08:05:09.040Z\"}";

    private final NoteSigner signer = TestKeys.named("log.example");

    @Provide
    Arbitrary<Receipt> receipts() {
        return Receipts.any();
    }

    @Test
    void aReceiptHasItsSortedMembersAndNothingElse() {
        byte[] signature = signer.sign((BEFORE + AFTER).getBytes(UTF_8));
        String member = ",\"signature\":\"" + Base64.getEncoder().encodeToString(signature) + '"';

        assertThat(UnsignedReceipt.of(Receipts.ofSigning()).bytes())
                .asString(UTF_8)
                .isEqualTo(BEFORE + AFTER);
        assertThat(Receipts.signed(Receipts.ofSigning(), signer))
                .asString(UTF_8)
                .isEqualTo(BEFORE + member + AFTER);
    }

    @Test
    void whatDoesNotApplyIsNull() {
        assertThat(UnsignedReceipt.of(Receipts.ofRefusal()).bytes())
                .asString(UTF_8)
                .startsWith(
                        "{\"environment\":\"prod\",\"kms_context\":{\"algorithm\":null,"
                                + "\"error_code\":\"POLICY_VIOLATION\",\"key_id\":null,\"key_size_bits\":null,"
                                + "\"operation_type\":\"decrypt\",\"success\":false},\"module\":\"KMS\",\"operation\":\"decrypt\",");
    }

    /** The input and the result of the example of RFC 8785 section 3.2.2. */
    @Test
    void stringsAreEscapedAsInTheExampleOfRfc8785() {
        String input = "\u20ac$\u000f\nA'B\"\\\\\"/";

        assertThat(UnsignedReceipt.of(Receipts.requestedBy(input)).bytes())
                .asString(UTF_8)
                .contains("\"requesting_module\":\"\u20ac$\\u000f\\nA'B\\\"\\\\\\\\\\\"/\",\"tenant_id\"");
    }

    @Test
    void everyControlCharacterHasItsOneEscape() {
        String all = "\u0000\u0007\b\t\n\u000b\f\r\u001f\u007f\u0080\u2028";

        assertThat(UnsignedReceipt.of(Receipts.requestedBy(all)).bytes())
                .asString(UTF_8)
                .contains("\"\\u0000\\u0007\\b\\t\\n\\u000b\\f\\r\\u001f\u007f\u0080\u2028\"");
    }

    @Property(tries = 500)
    void everyReceiptIsReadBackAsItWas(@ForAll("receipts") Receipt receipt) {
        byte[] bytes = CanonicalReceipt.encode(receipt);

        assertThat(CanonicalReceipt.parse(bytes)).isEqualTo(receipt);
    }

    @Property(tries = 100)
    void theSignatureIsOverTheReceiptWithoutIt(@ForAll("receipts") Receipt receipt) {
        byte[] bytes = Receipts.signed(receipt, signer);
        Receipt parsed = CanonicalReceipt.parse(bytes);

        assertThat(CanonicalReceipt.signed(parsed, signer.verifierKey())).isTrue();
        assertThat(CanonicalReceipt.signed(parsed, TestKeys.go().verifierKey())).isFalse();
        assertThat(CanonicalReceipt.encode(parsed)).isEqualTo(bytes);
        String text = new String(bytes, UTF_8);
        String without = text.replace(",\"signature\":\"" + parsed.signature() + '"', "");
        assertThat(UnsignedReceipt.of(parsed).bytes()).asString(UTF_8).isEqualTo(without);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-21T08:05:09Z, 2026-11-21T08:05:09.000Z",
        "2024-02-29T23:59:59.9999Z, 2024-02-29T23:59:59.999Z",
        "1969-12-31T23:59:59.9999Z, 1969-12-31T23:59:59.999Z",
        "0000-01-01T00:00:00Z, 0000-01-01T00:00:00.000Z",
        "9999-12-31T23:59:59.999999999Z, 9999-12-31T23:59:59.999Z"
    })
    void timesHaveThreeDigitsOfASecondCutOff(Instant instant, String written) {
        assertThat(UnsignedReceipt.of(at(instant)).bytes()).asString(UTF_8).endsWith("\"ts\":\"" + written + "\"}");
    }

    @Test
    void yearsWithoutFourDigitsAreRefused() {
        refuses(at(Instant.parse("-0001-12-31T23:59:59Z")));
        refuses(at(Instant.parse("+10000-01-01T00:00:00Z")));
        refuses(at(Instant.MIN));
        refuses(at(Instant.MAX));
    }

    @Test
    void aReceiptOfANewerVersionIsReadAndSaysWhatIsNew() {
        Receipt newer = Receipts.ofANewerVersion();
        Receipt read = CanonicalReceipt.parse(CanonicalReceipt.encode(newer));
        assertThat(read).isEqualTo(newer);
        assertThat(read.newer())
                .containsEntry("operation", "sun_risen")
                .containsEntry("algorithm", "SLH-DSA-256s")
                .containsEntry("error_code", "TOO_EARLY")
                .hasSize(3);
        assertThat(Receipts.ofSigning().newer()).isEmpty();
    }

    @Test
    void aNegativeKeySizeIsRefused() {
        Receipt receipt = Receipts.ofSigning();
        refuses(new Receipt(
                receipt.receiptId(),
                receipt.timestamp(),
                receipt.scope(),
                receipt.operation(),
                new KmsContext(null, "sign", null, -1, true, null),
                receipt.requestingModule(),
                receipt.signature()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\ud800", "M\udfff33", "\udc00\ud800"})
    void aLonelySurrogateIsRefused(String module) {
        refuses(Receipts.requestedBy(module));
    }

    @Test
    void aReceiptMayBeLongButNotEndless() {
        int longest = CanonicalReceipt.MAX_BYTES - CanonicalReceipt.encode(Receipts.requestedBy("")).length;

        byte[] bytes = CanonicalReceipt.encode(Receipts.requestedBy("x".repeat(longest)));

        assertThat(bytes).hasSize(CanonicalReceipt.MAX_BYTES);
        assertThat(CanonicalReceipt.parse(bytes).requestingModule()).hasSize(longest);
        refuses(Receipts.requestedBy("x".repeat(longest + 1)));
        refuses(Receipts.requestedBy("\u0001".repeat(longest / 6 + 1)));
        refuses(Receipts.requestedBy("x".repeat(10_000_000)));
        byte[] longer = Arrays.copyOf(bytes, bytes.length + 1);
        assertThatIllegalArgumentException().isThrownBy(() -> CanonicalReceipt.parse(longer));
    }

    @Test
    void aSignatureHasSixtyFourBytes() {
        UnsignedReceipt unsigned = UnsignedReceipt.of(Receipts.ofSigning());

        assertThatIllegalArgumentException().isThrownBy(() -> unsigned.withSignature(new byte[63]));
        assertThatIllegalArgumentException().isThrownBy(() -> unsigned.withSignature(new byte[65]));
    }

    @Test
    void whoChangesTheBytesChangesOnlyACopy() {
        UnsignedReceipt unsigned = UnsignedReceipt.of(Receipts.ofSigning());

        unsigned.bytes()[0] = 'x';

        assertThat(unsigned.bytes()[0]).isEqualTo((byte) '{');
    }

    private static Receipt at(Instant time) {
        Receipt receipt = Receipts.ofSigning();
        return new Receipt(
                receipt.receiptId(),
                time,
                receipt.scope(),
                receipt.operation(),
                receipt.context(),
                receipt.requestingModule(),
                receipt.signature());
    }

    private static void refuses(Receipt receipt) {
        assertThatIllegalArgumentException().isThrownBy(() -> CanonicalReceipt.encode(receipt));
    }

    @Test
    void theDigestOfAChangeStandsInItsPlaceAndIsLeftOutWhereNothingChanged() {
        byte[] change = "{}".getBytes(UTF_8);
        Receipt plain = Receipts.ofSigning();
        KmsContext context = plain.context();
        Receipt changed = new Receipt(
                plain.receiptId(),
                plain.timestamp(),
                plain.scope(),
                plain.operation(),
                context.changing(ChangeDigest.of(change)),
                plain.requestingModule(),
                plain.signature());
        assertThat(CanonicalReceipt.encode(changed))
                .asString(UTF_8)
                .contains(
                        "\"algorithm\":\"PS256\",\"change_digest\":\"RBNvo1WzZ4oRRq0W9+hknpT7T8If536DEMBg9hyq/4o=\",\"error_code\"");
        assertThat(ChangeDigest.matches(changed, change)).isTrue();
        assertThat(ChangeDigest.matches(changed, "{ }".getBytes(UTF_8))).isFalse();
        assertThat(ChangeDigest.matches(plain, change)).isFalse();
    }
}
