package io.tidemark.compute.node.vm;

import io.tidemark.compute.node.VmId;
import java.util.List;

/**
 * What this node must remember of its VMs over its own death. A write is complete and durable when it returns; a reader
 * after a crash finds the entry as it was before the write or as it is after, never a mixture. Thread-safe for different
 * VMs.
 */
interface Journal {
    void write(VmId vm, JournalEntry entry);

    List<JournalEntry> readAll();
}
