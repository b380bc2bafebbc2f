-- wrk's side: sends the bodies of a file one after the other and looks at every answer.
--
-- Arguments: the file, a token, the marker that each row of an answer has once, and a word that makes this run's
-- addresses unlike those of any other. A line of the file is the number of markers that its answer must hold, a tab, and
-- the body; in a body, @unique@ becomes a word that was never used.

local threads = {}

function setup(thread)
  table.insert(threads, thread)
end

function init(args)
  requests, expected = {}, {}
  marker, word = args[3], args[4]
  sent, bad, sample = 0, 0, ""
  headers = { ["Content-Type"] = "application/json", ["Authorization"] = "Bearer " .. args[2] }
  for line in io.lines(args[1]) do
    local count, body = line:match("^(%d+)\t(.*)$")
    table.insert(expected, tonumber(count))
    -- A body that changes is put together when it is sent.
    changing = body:find("@unique@", 1, true) ~= nil
    table.insert(requests, changing and body or wrk.format("POST", "/graphql", headers, body))
  end
  -- Answers of several connections do not come in the order of the requests: then all bodies expect the same.
  last = 0
end

function request()
  last = sent % #requests + 1
  sent = sent + 1
  if changing then
    return wrk.format("POST", "/graphql", headers, (requests[last]:gsub("@unique@", word .. sent)))
  end
  return requests[last]
end

local function holds(body, count)
  local at = 1
  for _ = 1, count do
    local _, stop = body:find(marker, at, true)
    if not stop then return false end
    at = stop + 1
  end
  return body:find(marker, at, true) == nil
end

function response(status, _, body)
  if status ~= 200 or body:find('"errors"', 1, true) or not holds(body, expected[last]) then
    bad = bad + 1
    sample = status .. " where " .. expected[last] .. " of " .. marker .. " were expected: " .. body:sub(1, 600)
  end
end

function done(summary, latency)
  local faults, example = 0, ""
  for _, thread in ipairs(threads) do
    faults = faults + thread:get("bad")
    if thread:get("sample") ~= "" then example = thread:get("sample") end
  end
  local errors = summary.errors.connect + summary.errors.read + summary.errors.write + summary.errors.timeout
  print(string.format("\nBENCH %d %d %d %d %d %d %d %d %d", summary.requests, summary.duration, errors, faults,
    latency:percentile(50), latency:percentile(95), latency:percentile(99), latency.max, #threads))
  print(example)
end
