package io.keywright.ledger.merkle;

/**
 * The way from a node up to the root, as RFC 9162 sections 2.1.3.2 and 2.1.4.2 walk it: {@code node} and {@code last} are
 * the numbers, within the current level, of the node and of the last node (fn and sn there).
 */
final class Ascent {

    private long node;
    private long last;

    Ascent(long node, long last) {
        this.node = node;
        this.last = last;
    }

    boolean done() {
        return last == 0;
    }

    boolean siblingIsLeft() {
        return (node & 1) == 1 || node == last;
    }

    /** Goes up past the sibling: one level, and past those at which the tree's last node has none. */
    void step() {
        if (siblingIsLeft()) {
            while ((node & 1) == 0 && node != 0) {
                up();
            }
        }
        up();
    }

    /** Goes up as long as the node is a right child. */
    void skipRightChildren() {
        while ((node & 1) == 1) {
            up();
        }
    }

    private void up() {
        node >>>= 1;
        last >>>= 1;
    }
}
