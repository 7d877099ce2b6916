package io.keywright.core.network;

import java.net.InetAddress;

/** A range of addresses in CIDR notation, or one address. */
public record Network(InetAddress address, int prefix) {

    private static final int BYTE = 8;

    /**
     * Reads {@code ADDRESS} or {@code ADDRESS/PREFIX}; names are not looked up.
     *
     * @throws IllegalArgumentException if it is neither
     */
    public static Network parse(String text) {
        int slash = text.indexOf('/');
        InetAddress address = InetAddress.ofLiteral(slash < 0 ? text : text.substring(0, slash));
        int bits = address.getAddress().length * BYTE;
        int prefix = slash < 0 ? bits : Integer.parseInt(text.substring(slash + 1));
        if (prefix < 0 || prefix > bits) {
            throw new IllegalArgumentException("must have a prefix of 0 to " + bits + " bits: " + text);
        }
        return new Network(address, prefix);
    }

    /** Whether {@code candidate} is one of the range; an address of the other family never is. */
    public boolean contains(InetAddress candidate) {
        byte[] own = address.getAddress();
        byte[] other = candidate.getAddress();
        if (own.length != other.length) {
            return false;
        }
        for (int bit = 0; bit < prefix; bit++) {
            int mask = 1 << (BYTE - 1 - bit % BYTE);
            if (((own[bit / BYTE] ^ other[bit / BYTE]) & mask) != 0) {
                return false;
            }
        }
        return true;
    }
}
