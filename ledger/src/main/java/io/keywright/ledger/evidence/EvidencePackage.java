package io.keywright.ledger.evidence;

import static java.util.stream.Collectors.toCollection;
import static java.util.stream.Collectors.toUnmodifiableSet;

import io.keywright.ledger.evidence.Finding.Problem;
import io.keywright.ledger.evidence.Manifest.Listed;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** An archive that has the files that each must have, and no two of one name. What is in them is not looked at. */
final class EvidencePackage implements Closeable {

    private static final Set<String> REQUIRED = Stream.of(EvidenceFiles.LISTED, EvidenceFiles.UNLISTED)
            .flatMap(List::stream)
            .collect(toUnmodifiableSet());

    private final ZipFile zip;

    private EvidencePackage(ZipFile zip) {
        this.zip = zip;
    }

    /**
     * Opens an archive.
     *
     * @throws Flaw if it is no ZIP, or not with these entries
     */
    static EvidencePackage open(Path file) throws IOException {
        ZipFile zip;
        try {
            zip = new ZipFile(file.toFile());
        } catch (IOException | IllegalArgumentException e) {
            throw new Flaw(Finding.ARCHIVE, Problem.ARCHIVE_UNREADABLE, "this is no readable ZIP archive");
        }
        try {
            check(zip);
        } catch (IOException e) {
            zip.close();
            throw e;
        }
        return new EvidencePackage(zip);
    }

    private static void check(ZipFile zip) throws Flaw {
        Set<String> seen = new HashSet<>();
        for (ZipEntry entry : Collections.list(zip.entries())) {
            if (!EvidenceFiles.isName(entry.getName()) || seen.size() == EvidenceFiles.MOST) {
                throw new Flaw(
                        Finding.ARCHIVE,
                        Problem.FILE_REFUSED,
                        "an entry has a name that no file of an evidence package has, or there are too many");
            }
            if (!seen.add(entry.getName())) {
                throw new Flaw(entry.getName(), Problem.FILE_REFUSED, "the file is there more than once");
            }
        }
        for (String name : REQUIRED) {
            if (!seen.contains(name)) {
                throw missing(name);
            }
        }
    }

    /** Passes if the archive has nothing but what {@code manifest} lists and what vouches for it. */
    void requireNothingBut(Manifest manifest) throws Flaw {
        Set<String> others = zip.stream().map(ZipEntry::getName).collect(toCollection(HashSet::new));
        manifest.files().forEach(listed -> others.remove(listed.path()));
        EvidenceFiles.UNLISTED.forEach(others::remove);
        if (!others.isEmpty()) {
            throw new Flaw(
                    Finding.ARCHIVE, Problem.FILE_REFUSED, "the archive has files that its manifest does not list");
        }
    }

    /** A file of the manifest, which is compared with it while it is read. */
    ListedInput open(Listed listed) throws IOException {
        return new ListedInput(listed, open(listed.path()));
    }

    /**
     * A whole file that is small.
     *
     * @throws Flaw if it has more than {@code most} bytes, or is damaged
     */
    byte[] read(String name, int most) throws IOException {
        try (InputStream in = open(name)) {
            byte[] bytes = in.readNBytes(most + 1);
            if (bytes.length > most) {
                throw new Flaw(name, Problem.FILE_REFUSED, "the file must not have more than " + most + " bytes");
            }
            return bytes;
        } catch (Flaw flaw) {
            throw flaw;
        } catch (IOException e) {
            throw damaged(name);
        }
    }

    /** Like {@link #read}, as text. */
    String text(String name, int most) throws IOException {
        return new String(read(name, most), StandardCharsets.UTF_8);
    }

    private static Flaw missing(String name) {
        return new Flaw(name, Problem.FILE_MISSING, "the file is not in the archive");
    }

    static Flaw damaged(String name) {
        return new Flaw(name, Problem.FILE_DAMAGED, "the compressed file is damaged and cannot be read to its end");
    }

    private InputStream open(String name) throws IOException {
        ZipEntry entry = zip.getEntry(name);
        InputStream in = entry == null ? null : zip.getInputStream(entry);
        if (in == null) {
            throw missing(name);
        }
        return in;
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }
}
