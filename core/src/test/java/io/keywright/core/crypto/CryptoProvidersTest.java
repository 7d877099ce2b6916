package io.keywright.core.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keywright.model.Algorithm;
import io.keywright.model.KeyType;
import io.keywright.model.KeyUsage;
import java.security.Provider;
import java.security.Security;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class CryptoProvidersTest {

    @ParameterizedTest
    @EnumSource
    void serveEachAlgorithmFromTheJdkAlone(Algorithm algorithm) {
        Provider provider = CryptoProviders.jdk().of(algorithm);
        assertThat(provider.getClass().getModule().isNamed())
                .as(provider.getName())
                .isTrue();
    }

    @ParameterizedTest
    @MethodSource("io.keywright.core.crypto.Engines#all")
    void installNothing(Engines.Named named) {
        named.engine().generate(KeyType.ED25519);
        assertThat(Security.getProvider("AmazonCorrettoCryptoProvider")).isNull();
    }

    @Test
    void refuseAProviderThatLacksWhatItIsWantedFor() {
        Provider poor = Security.getProvider("SunJCE");
        assertThatThrownBy(() -> CryptoProviders.withAccp(poor))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("SunJCE does not offer");
    }

    @ParameterizedTest
    @MethodSource("io.keywright.core.crypto.Engines#all")
    void keepSlowWorkOffEventLoops(Engines.Named named) {
        Cost cost = new Cost(named.providers().nativeSignatures());
        assertThat(cost.burden(KeyType.RSA_2048, Algorithm.PS256, KeyUsage.SIGN, 1))
                .isEqualTo(Burden.HEAVY);
        assertThat(cost.burden(KeyType.ML_DSA_65, Algorithm.ML_DSA_65, KeyUsage.SIGN, 1))
                .isEqualTo(Burden.HEAVY);
        assertThat(cost.burden(KeyType.RSA_2048, Algorithm.PS256, KeyUsage.VERIFY, 1))
                .isEqualTo(Burden.LIGHT);
        assertThat(cost.burden(KeyType.AES_256, Algorithm.AES_256_GCM, KeyUsage.ENCRYPT, 1))
                .isEqualTo(Burden.LIGHT);
        assertThat(cost.burden(KeyType.AES_256, Algorithm.AES_256_GCM, KeyUsage.ENCRYPT, 524_288))
                .isEqualTo(Burden.HEAVY);
        assertThat(cost.burden(KeyType.ED25519, Algorithm.EDDSA, KeyUsage.SIGN, 1))
                .isEqualTo(named.name().equals("AWS-LC") ? Burden.LIGHT : Burden.HEAVY);
        assertThat(cost.burden(KeyType.RSA_4096, Algorithm.RS256, KeyUsage.VERIFY, 1))
                .isEqualTo(named.name().equals("AWS-LC") ? Burden.LIGHT : Burden.HEAVY);
    }
}
