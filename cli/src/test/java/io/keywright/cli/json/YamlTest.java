package io.keywright.cli.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.jr.ob.JSON;
import io.keywright.verifier.terminal.Yaml;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** Read again by SnakeYAML, which takes YAML 1.1: the harder reader, for more words mean something else to it. */
class YamlTest {

    private static Object read(String yaml) {
        return new org.yaml.snakeyaml.Yaml(new SafeConstructor(new LoaderOptions())).load(yaml);
    }

    private static String written(Object value) throws Exception {
        return Yaml.ofJson(JSON.std.with(JSON.Feature.WRITE_NULL_PROPERTIES).asString(value));
    }

    @Test
    void standsAsAPersonWouldWriteIt() throws Exception {
        Map<String, Object> key = new LinkedHashMap<>();
        key.put("key_id", "0190f5a1-7e1c-7b3a-8d2e-000000000001");
        key.put("key_usage", List.of("sign", "verify"));
        key.put("policy", Map.of("requires_approval", false));
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("keys", List.of(key, Map.of("rotation_count", 2)));
        answer.put("more", true);
        answer.put("none", List.of());

        assertThat(written(answer)).isEqualTo("""
                keys:
                - key_id: 0190f5a1-7e1c-7b3a-8d2e-000000000001
                  key_usage:
                  - sign
                  - verify
                  policy:
                    requires_approval: false
                - rotation_count: 2
                more: true
                none: []""");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "null",
                "~",
                "true",
                "No",
                "off",
                "y",
                "1",
                "0x1f",
                "1e3",
                "1_000",
                "12:30:45",
                "2026-11-27",
                ".inf",
                "-",
                "- a",
                "a: b",
                "a #b",
                "#a",
                "a:",
                "\"",
                "\\",
                "'",
                "[a]",
                "{a: b}",
                "*a",
                "&a",
                "!a",
                "%a",
                "@a",
                "`a`",
                "|",
                ">",
                "a\nb\n",
                "\t",
                "\u0000",
                "\u0085",
                "\u2028",
                "\ufeff",
                "\u007f",
                "ü",
                "😀",
                "=",
                "<<",
                "spiffe://keywright/tenant/demo",
                "2026-11-27T05:00:00.000Z",
                "AAEC+/8=",
                "0190f5a1-7e1c-7b3a-8d2e-000000000001",
                "a/b",
                "..",
                "NaN"
            })
    void everyTextIsReadAsItself(String text) throws Exception {
        Map<String, Object> value = Map.of(text, text, "list", Arrays.asList(text, Map.of("in", text), List.of(text)));

        assertThat(read(written(value))).isEqualTo(value);
        assertThat(read(written(Map.of("only", text)))).isEqualTo(Map.of("only", text));
    }

    @Test
    void whateverIsNestedIsReadAsItself() throws Exception {
        List<Object> list = new ArrayList<>(Arrays.asList(1, -2.5, null, true, List.of(), Map.of()));
        list.add(List.of(List.of(1, List.of(2)), Map.of("a", List.of(Map.of("b", List.of())))));
        Map<String, Object> value = new LinkedHashMap<>();
        value.put("list", list);
        value.put("null", null);
        value.put("map", Map.of("map", Map.of("map", Map.of())));

        assertThat(read(written(value))).isEqualTo(value);
        assertThat(read(written(list))).isEqualTo(list);
    }
}
