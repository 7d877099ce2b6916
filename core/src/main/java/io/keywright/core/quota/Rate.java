package io.keywright.core.quota;

/**
 * How fast calls may come.
 *
 * @param perSecond how many in the long run, 1 to {@value #MOST}
 * @param burst how many at once after a rest, 1 to {@value #MOST}
 */
public record Rate(int perSecond, int burst) {

    /** The highest rate and burst; who wants more wants no limit. */
    public static final int MOST = 1_000_000;

    public Rate {
        if (perSecond < 1 || perSecond > MOST || burst < 1 || burst > MOST) {
            throw new IllegalArgumentException("must be from 1 to " + MOST);
        }
    }
}
