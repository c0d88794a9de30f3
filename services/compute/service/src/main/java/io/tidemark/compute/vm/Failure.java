package io.tidemark.compute.vm;

import io.tidemark.problems.Rejection;
import java.util.List;

/**
 * Why a start, or a change of power, did not come about.
 *
 * @param actions what the node did, when it was the node that said so
 */
public record Failure(String code, String detail, List<NodeAction> actions) {
    static Failure of(Rejection reason) {
        return of(reason.code().name(), reason.detail());
    }

    public static Failure of(String code, String detail) {
        return new Failure(code, detail, List.of());
    }
}
