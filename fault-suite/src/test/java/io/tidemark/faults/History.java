package io.tidemark.faults;

import io.tidemark.faults.replica.Answer;
import io.tidemark.faults.replica.Attempt;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * What one run has left behind, and what it must be like. Pure.
 *
 * @param attempts everything that writers tried, with what they were told, without what was {@link Taken} away
 * @param log the ledgers' whole log
 * @param written the run's events in the ledgers' database, each stream in revision order
 * @param copies the mirrors' effects, each stream in the order in which they were made
 * @param parked the run's events that wait at the mirrors
 * @param taken what the run's fault took away for good
 */
record History(
        Map<Attempt, Answer> attempts,
        Database.Log log,
        List<Database.Row> written,
        List<Database.Copy> copies,
        Set<UUID> parked,
        Taken taken) {

    /** What is wrong, in words; empty when the history is as it must be. */
    List<String> violations() {
        List<String> wrong = new ArrayList<>();
        attempts(wrong);
        keys(wrong);
        log(wrong);
        streams(wrong);
        if (taken.history()) {
            Branch.of(this).violations(wrong);
        } else {
            effects(wrong);
        }
        return wrong;
    }

    /** All or nothing; what was acknowledged is there, what was refused is not. */
    private void attempts(List<String> wrong) {
        Set<UUID> there = written.stream().map(Database.Row::id).collect(Collectors.toSet());
        attempts.forEach((attempt, answer) -> {
            long found = attempt.events().stream().filter(there::contains).count();
            boolean all = found == attempt.events().size();
            boolean expected = switch (answer) {
                case ACKNOWLEDGED -> all && !attempt.doomed();
                case REFUSED, KEY_USED -> found == 0;
                case UNKNOWN -> found == 0 || (all && !attempt.doomed());
            };
            if (!expected) {
                wrong.add(answer + " and " + found + " of its events are there: " + attempt);
            }
        });
        Set<UUID> tried = attempts.keySet().stream()
                .flatMap(attempt -> attempt.events().stream())
                .collect(Collectors.toSet());
        there.stream().filter(event -> !tried.contains(event)).forEach(event -> wrong.add("nobody wrote " + event));
    }

    /** An append that was tried again has one effect. */
    private void keys(List<String> wrong) {
        Set<UUID> there = written.stream().map(Database.Row::id).collect(Collectors.toSet());
        Map<UUID, List<Attempt>> byKey = attempts.keySet().stream().collect(Collectors.groupingBy(Attempt::key));
        byKey.forEach((key, tries) -> {
            long durable = tries.stream()
                    .filter(attempt -> there.containsAll(attempt.events()))
                    .count();
            boolean used = tries.stream().anyMatch(attempt -> attempts.get(attempt) == Answer.KEY_USED);
            if (durable > 1 || (used && durable == 0)) {
                wrong.add(durable + " of " + tries.size() + " attempts under key " + key + " are durable");
            }
        });
    }

    private void log(List<String> wrong) {
        boolean dense = log.unnumbered() == 0
                && log.lowest() == 1
                && log.highest() == log.events()
                && log.head() == log.events();
        if (!dense) {
            wrong.add("positions are not dense: " + log);
        }
        if (log.falls() > 0) {
            wrong.add("recorded time falls along positions: " + log);
        }
    }

    private void streams(List<String> wrong) {
        byAggregate().forEach((aggregate, rows) -> {
            for (int i = 0; i < rows.size(); i++) {
                Database.Row row = rows.get(i);
                if (row.revision() != i + 1) {
                    wrong.add("revision " + (i + 1) + " of " + aggregate + " is missing");
                }
                if (i > 0 && row.position() <= rows.get(i - 1).position()) {
                    wrong.add("positions of " + aggregate + " are not in the order of revisions: " + row);
                }
            }
        });
    }

    /** Each event once, in order, none left out. */
    private void effects(List<String> wrong) {
        Map<String, List<Database.Copy>> copied =
                copies.stream().collect(Collectors.groupingBy(Database.Copy::aggregate));
        byAggregate().forEach((aggregate, rows) -> {
            List<Database.Copy> wanted = rows.stream()
                    .map(row -> new Database.Copy(aggregate, row.id(), row.revision()))
                    .toList();
            List<Database.Copy> found = copied.getOrDefault(aggregate, List.of());
            if (!found.equals(wanted)) {
                wrong.add("effects of " + aggregate + ": wanted " + revisions(wanted) + ", found " + revisions(found));
            }
        });
        copied.keySet().stream()
                .filter(aggregate -> !byAggregate().containsKey(aggregate))
                .forEach(aggregate -> wrong.add("effects of events that nobody wrote: " + aggregate));
        if (!parked.isEmpty()) {
            wrong.add(parked.size() + " events are parked");
        }
    }

    private Map<String, List<Database.Row>> byAggregate() {
        return written.stream()
                .collect(Collectors.groupingBy(Database.Row::aggregate, TreeMap::new, Collectors.toList()));
    }

    private static String revisions(List<Database.Copy> copies) {
        return copies.stream().map(copy -> Long.toString(copy.revision())).collect(Collectors.joining(","));
    }

    long told(Answer answer) {
        return attempts.values().stream().filter(answer::equals).count();
    }
}
