package io.keywright.testkit.events;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;

/** A Kafka broker, the real one, in this process and with a folder of its own. */
public final class KafkaBroker implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int SCRAM_ITERATIONS = 4096;

    private final Path folder;
    private final KafkaDoor door;
    private final int port = freePort();
    private final int insidePort = freePort();
    private final int controllerPort = freePort();
    private KafkaRaftServer server;

    /** One that lets in everybody. */
    public KafkaBroker() throws Exception {
        this(KafkaDoor.open());
    }

    public KafkaBroker(KafkaDoor door) throws Exception {
        this.door = door;
        folder = Files.createTempDirectory("keywright-kafka");
        new Formatter()
                .setNodeId(1)
                .setClusterId(Uuid.randomUuid().toString())
                .setDirectories(List.of(folder.toString()))
                .setControllerListenerName("CONTROLLER")
                .setReleaseVersion(MetadataVersion.latestProduction())
                .run();
        server = started();
    }

    private KafkaRaftServer started() {
        Properties properties = new Properties();
        properties.putAll(Map.ofEntries(
                Map.entry("process.roles", "broker,controller"),
                Map.entry("node.id", "1"),
                Map.entry("controller.quorum.voters", "1@localhost:" + controllerPort),
                Map.entry("controller.listener.names", "CONTROLLER"),
                Map.entry("listeners", listeners() + ",CONTROLLER://localhost:" + controllerPort),
                Map.entry("advertised.listeners", listeners()),
                Map.entry("inter.broker.listener.name", "INSIDE"),
                Map.entry(
                        "listener.security.protocol.map",
                        "CONTROLLER:PLAINTEXT,INSIDE:PLAINTEXT,CLIENTS:" + door.protocol()),
                Map.entry("log.dirs", folder.toString()),
                Map.entry("num.partitions", "1")));
        door.properties().forEach((name, value) -> properties.put("listener.name.clients." + name, value));
        KafkaRaftServer raft = new KafkaRaftServer(KafkaConfig.fromProps(properties), Time.SYSTEM);
        raft.startup();
        return raft;
    }

    private String listeners() {
        return "CLIENTS://localhost:" + port + ",INSIDE://localhost:" + insidePort;
    }

    /** Where clients come in. */
    public String bootstrapServers() {
        return "localhost:" + port;
    }

    /** From now on {@code username} has that password, if it is proved by SCRAM-SHA-512. */
    public void setPassword(String username, String password) throws Exception {
        ScramCredentialInfo form = new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_512, SCRAM_ITERATIONS);
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", "localhost:" + insidePort))) {
            admin.alterUserScramCredentials(List.of(new UserScramCredentialUpsertion(username, form, password)))
                    .all()
                    .get();
        }
    }

    /** Goes down, as for maintenance. */
    public void stop() {
        server.shutdown();
        server.awaitShutdown();
    }

    /** Comes up again, with all that it had. */
    public void start() {
        server = started();
    }

    /** The first messages of a topic, which has one partition; they must come soon. Without a group, which would cost seconds. */
    public List<ConsumerRecord<String, byte[]>> read(String topic, int count) {
        Map<String, Object> properties = Map.of(
                "bootstrap.servers",
                "localhost:" + insidePort,
                "auto.offset.reset",
                "earliest",
                "metadata.max.age.ms",
                500);
        List<ConsumerRecord<String, byte[]>> read = new ArrayList<>();
        try (KafkaConsumer<String, byte[]> consumer =
                new KafkaConsumer<>(properties, new StringDeserializer(), new ByteArrayDeserializer())) {
            consumer.assign(List.of(new TopicPartition(topic, 0)));
            long end = System.nanoTime() + PATIENCE.toNanos();
            while (read.size() < count && System.nanoTime() < end) {
                consumer.poll(Duration.ofMillis(200)).forEach(read::add);
            }
        }
        if (read.size() < count) {
            throw new AssertionError(read.size() + " messages of " + count + " within " + PATIENCE);
        }
        return read;
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        stop();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
