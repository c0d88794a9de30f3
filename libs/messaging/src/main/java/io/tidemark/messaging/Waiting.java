package io.tidemark.messaging;

/** What a parked event waits for. */
enum Waiting {
    /** For the events before it. */
    ITS_TURN,
    /** For a while, longer each time: what failed may pass. */
    A_WHILE,
    /** For an operator: it fails the same way each time. */
    AN_OPERATOR,
    /** For an operator: its revision was handled as another event. */
    AN_OPERATOR_AS_RIVAL
}
