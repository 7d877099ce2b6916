package io.keywright.cli.tenants;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine.TypeConversionException;

class WrappingTest {

    private static Map<String, Object> read(String option) {
        return new Wrapping.Reader().convert(option).members();
    }

    @Test
    void isReadAsTheServiceTakesIt() {
        assertThat(
                        read(
                                "provider=aws,key=arn:aws:kms:eu-central-1:1:key/1,role=arn:aws:iam::1:role/k,external-id=a=b,preference=-1"))
                .isEqualTo(Map.of(
                        "provider", "aws",
                        "key", "arn:aws:kms:eu-central-1:1:key/1",
                        "role", "arn:aws:iam::1:role/k",
                        "external_id", "a=b",
                        "preference", -1));
    }

    @Test
    void aKeysNameMayHaveACommaAndAnEqualsSign() {
        assertThat(read("provider=hsm,key=a,b=c")).isEqualTo(Map.of("provider", "hsm", "key", "a,b=c"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "key=x | must name a provider",
                "provider | cannot be read at 'provider'",
                "provider= | cannot be read at 'provider='",
                "region=x | it takes provider=…, key=…",
                "provider=a,provider=b | says provider twice",
                "provider=a,preference=first | which is no whole number"
            })
    void whatCannotBeMeantIsRefused(String option, String why) {
        assertThatThrownBy(() -> read(option))
                .isInstanceOf(TypeConversionException.class)
                .hasMessageContaining(why);
    }
}
