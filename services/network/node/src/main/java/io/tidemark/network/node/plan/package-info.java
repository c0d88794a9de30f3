/**
 * What a host looks like and which steps make it as desired. Pure: no clock, no process, no file. {@link
 * io.tidemark.network.node.plan.Planner} compares, {@link io.tidemark.network.node.plan.SimulatedHost} shows what each step
 * means.
 */
@NullMarked
package io.tidemark.network.node.plan;

import org.jspecify.annotations.NullMarked;
