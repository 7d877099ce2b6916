package io.keywright.server.rest.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.keywright.model.KeywrightException;
import io.keywright.model.LogCategory;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {

    private record Limit(@Required long maxUsagePerDay) {}

    private record Wanted(LogCategory category) {}

    private record Binding(
            @Nullable String tenantId, @Nullable List<String> names) {}

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"{\"tenant_id\":null} | tenant_id", "{\"names\":null} | names", "{\"names\":[null]} | names.[0]"})
    void aMemberThatIsNullIsNotTakenForOneThatIsLeftOut(String body, String member) {
        KeywrightException refusal = catchThrowableOfType(
                KeywrightException.class, () -> new Json().read(body.getBytes(UTF_8), Binding.class));

        assertThat(refusal.details()).containsEntry("member", member);
    }

    @Test
    void anEnumIsReadByItsNameOnTheWireAndByNoOther() {
        assertThat(new Json().read("{\"category\":\"identity\"}".getBytes(UTF_8), Wanted.class))
                .isEqualTo(new Wanted(LogCategory.IDENTITY));
        KeywrightException refusal = catchThrowableOfType(
                KeywrightException.class,
                () -> new Json().read("{\"category\":\"IDENTITY\"}".getBytes(UTF_8), Wanted.class));
        assertThat(refusal.details()).containsEntry("member", "category");
    }

    @Test
    void aMemberThatIsLeftOutIsNone() {
        assertThat(new Json().read("{}".getBytes(UTF_8), Binding.class)).isEqualTo(new Binding(null, null));
    }

    @ParameterizedTest
    @ValueSource(strings = {"9223372036854775808", "-9223372036854775809", "99999999999999999999999"})
    void aNumberBeyond64BitsIsNamed(String number) {
        byte[] body = ("{\"max_usage_per_day\":" + number + "}").getBytes(UTF_8);

        KeywrightException refusal =
                catchThrowableOfType(KeywrightException.class, () -> new Json().read(body, Limit.class));

        assertThat(refusal.details()).containsEntry("member", "max_usage_per_day");
        assertThat(refusal).hasMessage("max_usage_per_day must be a smaller number.");
    }
}
