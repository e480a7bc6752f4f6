package jp.yagura.command.operation;

/** What one needs to be allowed here. */
final class OperationPermissions {

  static final String READ = "operation.read";

  private OperationPermissions() {}
}
