package io.tidemark.eventstore.postgres;

/** Followers that go on together, on a thread of their own. */
interface FollowerLane {
    String name();

    /**
     * One batch for each of them.
     *
     * @param news whether something was numbered since the last time; else it is looked before anything is locked
     * @return how many events it held; 0 when there is nothing more to do now
     */
    int goOn(boolean news) throws InterruptedException;
}
