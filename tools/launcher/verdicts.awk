# Reads JUnit XML reports; prints "ok|FAIL|skip Class: test: reason" for each test case in them.

function attribute(line, name,    text) {
  if (!match(line, "[ <]" name "=\"[^\"]*\"")) return ""
  text = substr(line, RSTART + length(name) + 3, RLENGTH - length(name) - 4)
  gsub(/&#10;|&#xa;/, " ", text)
  gsub(/&lt;/, "<", text); gsub(/&gt;/, ">", text); gsub(/&quot;/, "\"", text); gsub(/&apos;/, "'", text)
  gsub(/&amp;/, "\\&", text)
  return text
}

function report() {
  if (name == "") return
  print verdict " " name (reason == "" ? "" : ": " reason)
  name = ""
}

/<testcase / {
  report()
  class = attribute($0, "classname")
  sub(/.*\./, "", class)
  name = class ": " attribute($0, "name")
  verdict = "ok"
  reason = ""
}
# A retried test that passed in the end carries a flakyFailure, which is no failure.
/<(failure|error)[ >]/ && name != "" { verdict = "FAIL"; reason = attribute($0, "message") }
/<skipped/ && name != "" { verdict = "skip"; reason = attribute($0, "message") }
END { report() }
