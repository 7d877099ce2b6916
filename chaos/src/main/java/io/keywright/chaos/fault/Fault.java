package io.keywright.chaos.fault;

import io.keywright.chaos.cluster.Cluster;
import io.keywright.chaos.cluster.Node;
import io.keywright.chaos.history.Incident;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.random.RandomGenerator;

/** Something that befalls a cluster, and is mended when it is over. */
public enum Fault {
    /** A node dies, and is started again. */
    NODE_KILLED {
        @Override
        void befall(Cluster cluster, Node node, Spell spell) throws Exception {
            node.kill();
            spell.lasts();
            node.start();
        }
    },
    /** A node does nothing for a while, and then goes on as if nothing had been. */
    NODE_FROZEN {
        @Override
        void befall(Cluster cluster, Node node, Spell spell) throws Exception {
            node.freeze();
            spell.lasts();
            node.thaw();
        }
    },
    /** Nothing passes between a node and the database, and neither is told; then all that waited does. */
    NODE_CUT_OFF {
        @Override
        void befall(Cluster cluster, Node node, Spell spell) throws Exception {
            node.silence();
            spell.lasts();
            node.mend();
        }
    },
    /** A node's connections to the database break, and none can be made. */
    NODE_SEVERED {
        @Override
        void befall(Cluster cluster, Node node, Spell spell) throws Exception {
            node.sever();
            spell.lasts();
            node.mend();
        }
    },
    /** A node's clock goes wrong, and right again. */
    CLOCK_SHIFTED {
        @Override
        void befall(Cluster cluster, Node node, Spell spell) throws Exception {
            node.clock().shift(spell.clockError());
            spell.lasts();
            node.clock().shift(Duration.ZERO);
        }
    },
    /** The primary does nothing for a while. */
    PRIMARY_FROZEN {
        @Override
        boolean isOfDatabase() {
            return true;
        }

        @Override
        void befall(Cluster cluster, Node node, Spell spell) throws Exception {
            cluster.databases().primary().freeze();
            spell.lasts();
            cluster.databases().primary().thaw();
        }
    },
    /** The primary dies, and is started again. */
    PRIMARY_RESTARTED {
        @Override
        boolean isOfDatabase() {
            return true;
        }

        @Override
        void befall(Cluster cluster, Node node, Spell spell) throws Exception {
            cluster.databases().primary().kill();
            spell.lasts();
            cluster.databases().primary().restart();
        }
    },
    /** The primary dies for good, and its standby takes its place. */
    PRIMARY_REPLACED {
        @Override
        boolean isOfDatabase() {
            return true;
        }

        @Override
        void befall(Cluster cluster, Node node, Spell spell) throws Exception {
            cluster.failOver();
            spell.lasts();
            cluster.completePair();
        }
    },
    /** The database's disk is full. */
    DISK_FULL {
        @Override
        boolean isOfDatabase() {
            return true;
        }

        @Override
        boolean canBefall(Cluster cluster) {
            return cluster.databases().hasDisk();
        }

        @Override
        void befall(Cluster cluster, Node node, Spell spell) throws Exception {
            cluster.databases().fillDisk();
            spell.lasts();
            cluster.databases().emptyDisk();
        }
    };

    /** All that there are. */
    public static final List<Fault> ALL = List.of(values());

    /** Whether it befalls the database, and not a node. */
    boolean isOfDatabase() {
        return false;
    }

    /** Whether this machine lets it happen. */
    boolean canBefall(Cluster cluster) {
        return true;
    }

    /** Lets it happen, and mends it. */
    abstract void befall(Cluster cluster, Node node, Spell spell) throws Exception;

    /** As it is called in histories and on the command line. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Lets it happen to a node by chance, or to the database, and mends it. */
    public Incident strike(Cluster cluster, RandomGenerator random) throws Exception {
        Node node = cluster.nodes().get(random.nextInt(cluster.nodes().size()));
        long start = System.nanoTime();
        befall(cluster, node, new Spell(random));
        return new Incident(label(), isOfDatabase() ? Incident.DATABASE : node.number(), start, System.nanoTime());
    }
}
