package io.tidemark.compute.node.vm;

import io.tidemark.compute.node.Action;
import java.util.List;

/** A VM's disks where the test is not about them: there are none. */
final class NoDisks implements VmDisks {
    @Override
    public Prepared prepare(VmDirective directive) {
        return new Prepared(List.of(), List.of());
    }

    @Override
    public List<Action> remove(VmDirective directive) {
        return List.of();
    }
}
