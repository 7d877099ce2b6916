package io.keywright.providers.pkcs11;

import io.keywright.providers.pkcs11.cryptoki.Attribute;
import io.keywright.providers.pkcs11.cryptoki.Attributes;
import java.util.List;

/** The two kinds of keys that are used in tokens. */
public enum KeyKind {
    WRAPPING(
            Attribute.SECRET_KEY,
            "secret key",
            KeyRule.KEY_TYPE,
            KeyRule.VALUE_LEN,
            KeyRule.ENCRYPT,
            KeyRule.DECRYPT,
            KeyRule.PRIVATE,
            KeyRule.SENSITIVE,
            KeyRule.EXTRACTABLE),
    SIGNING(
            Attribute.PRIVATE_KEY,
            "private key",
            KeyRule.SIGN,
            KeyRule.PRIVATE,
            KeyRule.SENSITIVE,
            KeyRule.EXTRACTABLE);

    private final long objectClass;
    private final String name;
    private final List<KeyRule> rules;

    KeyKind(long objectClass, String name, KeyRule... rules) {
        this.objectClass = objectClass;
        this.name = name;
        this.rules = List.of(rules);
    }

    /** What a token finds them by. */
    Attribute attribute() {
        return Attribute.of(Attribute.CLASS, objectClass);
    }

    /** What such a key must be like. */
    public List<KeyRule> rules() {
        return rules;
    }

    /** The rules that a key breaks. */
    List<KeyRule> broken(Attributes key) {
        return rules.stream().filter(rule -> !rule.keptBy(key)).toList();
    }

    /** The attributes that the rules are about. */
    long[] types() {
        return rules.stream().mapToLong(rule -> rule.wanted().type()).toArray();
    }

    /** The kind in words. */
    @Override
    public String toString() {
        return name;
    }
}
