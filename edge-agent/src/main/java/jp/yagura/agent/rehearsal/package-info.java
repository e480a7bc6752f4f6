/// A short life of the whole agent with imagined devices and a broker that lives in the same
/// program: what the JVM loads and compiles in it goes into the AOT cache, so that real starts are
/// quick. Nothing outside this computer is spoken to.
@NullMarked
package jp.yagura.agent.rehearsal;

import org.jspecify.annotations.NullMarked;
