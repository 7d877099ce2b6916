package io.keywright.core.evidence;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TableTest {

    private static String table(Map<String, Object> row) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (Table table = new Table(bytes, List.of("name", "value"))) {
            table.row(row);
        }
        return bytes.toString(UTF_8);
    }

    @Test
    void aRowHasAValueForEachColumnAndNoOthers() throws IOException {
        assertThat(table(Map.of("value", 7, "other", "x"))).isEqualTo("name,value\r\n,7\r\n");
        assertThat(table(Map.of("name", List.of("sign", "verify")))).isEqualTo("name,value\r\nsign verify,\r\n");
    }

    @Test
    void whatEndsAValueOrALineIsQuoted() throws IOException {
        assertThat(table(Map.of("name", "a,b\nsays \"c\""))).isEqualTo("name,value\r\n\"a,b\nsays \"\"c\"\"\",\r\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"=1+1", "+1", "-1", "@SUM(A1)", "\t=1"})
    void whatTenantsHaveChosenIsNeverAFormula(String hostile) throws IOException {
        assertThat(table(Map.of("name", hostile))).isEqualTo("name,value\r\n'" + hostile + ",\r\n");
    }
}
