package io.tidemark.network.node.linux;

import io.tidemark.network.node.plan.Step;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A part of a plan that is done by one command, or by one deed of our own. */
sealed interface Work {
    /**
     * Lines that one tool reads in one run.
     *
     * @param bySubject the same lines, apart by whom they serve
     */
    record Batch(Lines.Tool tool, StringBuilder lines, Map<String, StringBuilder> bySubject) implements Work {
        Batch(Lines.Tool tool) {
            this(tool, new StringBuilder(), new LinkedHashMap<>());
        }

        private void add(String subject, String text) {
            lines.append(text);
            bySubject.computeIfAbsent(subject, s -> new StringBuilder()).append(text);
        }
    }

    /** A step that no tool joins with others. */
    record Alone(Step.Deed deed) implements Work {}

    /** Joins neighbours that need the same tool, so that few processes are started however many steps there are. */
    static List<Work> of(List<Step> steps, Lines lines) {
        List<Work> works = new ArrayList<>();
        for (Step step : steps) {
            switch (step) {
                case Step.Line line -> {
                    Lines.Text text = lines.of(line);
                    batchFor(works, text.tool()).add(line.subject(), text.lines());
                }
                case Step.Deed deed -> works.add(new Alone(deed));
            }
        }
        return works;
    }

    private static Batch batchFor(List<Work> works, Lines.Tool tool) {
        if (!works.isEmpty() && works.getLast() instanceof Batch last && last.tool() == tool) {
            return last;
        }
        Batch batch = new Batch(tool);
        works.add(batch);
        return batch;
    }
}
