-- One request, over and over; told by the environment what it is. Prints the result as a line of JSON.
wrk.method = os.getenv("LOAD_METHOD")

local body = os.getenv("LOAD_BODY")
if body then
  wrk.body = body
  wrk.headers["Content-Type"] = "application/json"
end

for name, value in string.gmatch(os.getenv("LOAD_HEADERS") or "", "([^:\n]+): ([^\n]+)") do
  wrk.headers[name] = value
end

function done(summary, latency)
  local e = summary.errors
  io.write(string.format(
    'RESULT {"requests":%d,"micros":%d,"p50_us":%d,"p99_us":%d,"bad_status":%d,"bad_socket":%d}\n',
    summary.requests, summary.duration, latency:percentile(50), latency:percentile(99),
    e.status, e.connect + e.read + e.write + e.timeout))
end
