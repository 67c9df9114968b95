/** A program that reads one request of an API server to a webhook, and refuses what it is about. */
export const DENYING_ANSWER: string = [
  "#!/bin/sh",
  "size=0",
  "while read -r line; do",
  "  line=$(printf %s \"$line\" | tr -d '\\r')",
  '  [ -n "$line" ] || break',
  '  case $line in [Cc]ontent-[Ll]ength:*) size=$(echo "$line" | tr -cd 0-9) ;; esac',
  "done",
  'uid=$(head -c "$size" | grep -o \'"uid":"[^"]*"\' | head -n 1)',
  `body='{"apiVersion":"admission.k8s.io/v1","kind":"AdmissionReview","response":{'"$uid"',"allowed":false,"status":{"message":"no pods on Mondays"}}}'`,
  'printf \'HTTP/1.1 200 OK\\r\\nContent-Type: application/json\\r\\nConnection: close\\r\\nContent-Length: %d\\r\\n\\r\\n%s\' "$(printf %s "$body" | wc -c)" "$body"',
].join("\n");
