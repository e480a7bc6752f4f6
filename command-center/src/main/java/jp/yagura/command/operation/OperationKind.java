package jp.yagura.command.operation;

/** Real or exercise: decided when an operation is opened, and for ever. */
public enum OperationKind {
  REAL,
  EXERCISE
}
