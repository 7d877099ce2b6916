package io.keywright.ledger.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CanonicalJsonTest {

    @Provide
    Arbitrary<Map<String, Object>> objects() {
        return objects(3);
    }

    private static Arbitrary<Map<String, Object>> objects(int depth) {
        return Arbitraries.maps(text(), values(depth)).ofMaxSize(5);
    }

    private static Arbitrary<String> text() {
        return Arbitraries.strings().ofMaxLength(12).filter(CanonicalJsonTest::wellFormed);
    }

    private static boolean wellFormed(String text) {
        return UTF_8.newEncoder().canEncode(text);
    }

    private static Arbitrary<Object> values(int depth) {
        Arbitrary<Object> flat = Arbitraries.oneOf(
                text().asGeneric(),
                Arbitraries.longs().between(0, JsonWriter.MAX_NUMBER).asGeneric(),
                Arbitraries.of(true, false).asGeneric());
        return depth == 0
                ? flat
                : Arbitraries.oneOf(
                        flat,
                        objects(depth - 1).asGeneric(),
                        flat.list().ofMaxSize(4).asGeneric());
    }

    @Property(tries = 500)
    void whatIsWrittenIsReadAgain(@ForAll("objects") Map<String, Object> object) {
        assertThat(CanonicalJson.read(CanonicalJson.write(object))).isEqualTo(object);
    }

    @Property(tries = 500)
    void noByteCanBeLeftOutOrDoubled(@ForAll("objects") Map<String, Object> object) {
        byte[] bytes = CanonicalJson.write(object);
        for (int length = 0; length < bytes.length; length++) {
            byte[] cut = Arrays.copyOf(bytes, length);
            assertThatIllegalArgumentException().isThrownBy(() -> CanonicalJson.read(cut));
        }
        byte[] longer = Arrays.copyOf(bytes, bytes.length + 1);
        longer[bytes.length] = ' ';
        assertThatIllegalArgumentException().isThrownBy(() -> CanonicalJson.read(longer));
    }

    /** The order of RFC 8785, section 3.2.3: by UTF-16 code units. */
    @Test
    void keysAreInOrder() {
        Map<String, Object> object = new HashMap<>();
        for (String key : List.of("\u20ac", "\r", "\ufb33", "1", "\ud83d\ude00", "\u0080", "\u00f6")) {
            object.put(key, 0);
        }
        assertThat(CanonicalJson.write(object))
                .asString(UTF_8)
                .isEqualTo(
                        "{\"\\r\":0,\"1\":0,\"\u0080\":0,\"\u00f6\":0,\"\u20ac\":0,\"\ud83d\ude00\":0,\"\ufb33\":0}");
    }

    @Test
    void everyKindOfValueHasItsForm() {
        Map<String, Object> object = new HashMap<>();
        object.put("null", null);
        object.put("list", List.of(1, "a", List.of(), Map.of()));
        object.put("yes", true);
        object.put("most", JsonWriter.MAX_NUMBER);
        assertThat(CanonicalJson.write(object))
                .asString(UTF_8)
                .isEqualTo("{\"list\":[1,\"a\",[],{}],\"most\":9007199254740991,\"null\":null,\"yes\":true}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{} ",
                " {}",
                "{\"a\":1.0}",
                "{\"a\":-1}",
                "{\"a\":1.5}",
                "{\"a\":01}",
                "{\"a\":9007199254740992}",
                "{\"a\":1e2}",
                "{\"a\":1,}",
                "{,\"a\":1}",
                "{\"a\":1,\"a\":1}",
                "{\"a\":1,\"a\":2}",
                "{\"b\":1,\"a\":1}",
                "{\"a\":[1,]}",
                "{\"a\":True}",
                "{\"a\":nul}",
                "{\"a\":\"\\/\"}",
                "{\"a\":\"\\u0041\"}",
                "{a:1}"
            })
    void otherSpellingsAreRefused(String json) {
        assertThatIllegalArgumentException().isThrownBy(() -> CanonicalJson.read(json.getBytes(UTF_8)));
    }

    @Test
    void depthIsBounded() {
        String deep = "{\"a\":".repeat(100_000);
        assertThatIllegalArgumentException().isThrownBy(() -> CanonicalJson.read(deep.getBytes(UTF_8)));
        String lists = "{\"a\":" + "[".repeat(100_000);
        assertThatIllegalArgumentException().isThrownBy(() -> CanonicalJson.read(lists.getBytes(UTF_8)));
    }

    @Test
    void whatHasNoFormIsRefused() {
        for (Object value :
                List.of(JsonWriter.MAX_NUMBER + 1, -JsonWriter.MAX_NUMBER - 1, 'c', new byte[1], "\ud800")) {
            assertThatIllegalArgumentException().isThrownBy(() -> CanonicalJson.write(Map.of("a", value)));
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CanonicalJson.write(Map.of("a", Collections.singletonMap(1, 1))));
    }
}
