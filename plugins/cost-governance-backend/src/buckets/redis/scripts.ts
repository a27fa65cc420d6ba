import { NEVER_MS } from '../bucketMath';

/*
 * What Redis runs, whole or not at all. The arithmetic is that of `bucketMath.ts`, where it is explained; the conformance test
 * holds both to one model.
 *
 * A bucket is a field of five doubles, packed as bytes, so that no fraction is lost: tokens, when they were counted, capacity,
 * refill per minute, and until when the key is kept at least. A field that is not there is a full bucket. A reservation is two
 * doubles, when it expires and how many tokens it holds, and then the fields that it is charged to, with spaces between them.
 * Numbers that a script returns are whole, because Redis cuts them off.
 *
 * Each call of Redis, each function and each table costs about as much as all of the arithmetic; that is why there are few.
 */

/** Begins every script. Time is that of Redis: the clocks of the callers differ. */
const COMMON = `
local max, min, floor, ceil = math.max, math.min, math.floor, math.ceil
local time = redis.call('TIME')
local now = time[1] * 1000 + floor(time[2] / 1000)
`;

/**
 * What is left of a bucket under a limit: tokens, and when they were counted. As they are stored, unless the limit has changed,
 * which the third result says.
 */
const READ = `
local function read(stored, capacity, refill)
  local tokens, at, old_capacity, old_refill = struct.unpack('>dddd', stored)
  if old_capacity == capacity and old_refill == refill then
    return tokens, at, false
  end
  tokens = min(old_capacity, tokens + max(0, now - at) * min(old_refill, refill) / 60000)
  return min(tokens, capacity), max(at, now), true
end
`;

/**
 * Writes a bucket, and keeps the key for longer than it takes to be full: one that is forgotten before is full too soon. The minute
 * on top spares most calls from setting that again; until when the key is kept at least is known without asking.
 */
const WRITE = `
local function write(field, tokens, at, capacity, refill, kept_until, at_least)
  redis.call('HSET', KEYS[1], field, struct.pack('>ddddd', tokens, at, capacity, refill, kept_until))
  local needed = at_least
  if tokens < capacity then
    needed = max(needed, (capacity - tokens) * 60000 / refill)
  end
  if now + needed <= kept_until then
    return
  end
  if needed > 1e14 then
    redis.call('PERSIST', KEYS[1])
    kept_until = math.huge
  else
    needed = ceil(needed) + 60000
    local ttl = redis.call('PTTL', KEYS[1])
    -- Below 0 there is none: the key is new, which has one field, or is kept for good because of another bucket.
    if (ttl < 0 and redis.call('HLEN', KEYS[1]) == 1) or (ttl >= 0 and ttl < needed) then
      redis.call('PEXPIRE', KEYS[1], string.format('%.0f', needed))
    end
    kept_until = now + needed
  end
  redis.call('HSET', KEYS[1], field, struct.pack('>ddddd', tokens, at, capacity, refill, kept_until))
end
`;

/**
 * Any number of requests that are charged to the same buckets, one after the other. KEYS: buckets of the tenant, then the
 * reservation of each request. ARGV: how many buckets, their fields, capacity and refill per minute of each, then tokens and ms
 * until it expires of each request. Returns for each request one of
 *
 * - `{0, is repeated, remaining, expires at}`: reserved
 * - `{1, number of the bucket, remaining, retry after}`: too few now
 * - `{2, number of the bucket}`: larger than the bucket
 */
export const RESERVE = `${COMMON}${READ}${WRITE}
local count = tonumber(ARGV[1])
local stored = redis.call('HMGET', KEYS[1], unpack(ARGV, 2, count + 1))
local fields = table.concat(ARGV, ' ', 2, count + 1)

-- Of each bucket: its limit, what it holds, and the tokens that it had at some time, from which it fills.
local capacities, refills, levels, tokens, ats = {}, {}, {}, {}, {}
-- Without writing a changed limit, a bucket whose refill was raised from nothing would go on waiting at the old rate.
local is_changed, kept_for = false, 0
for i = 1, count do
  local capacity, refill = tonumber(ARGV[count + i * 2]), tonumber(ARGV[count + i * 2 + 1])
  capacities[i], refills[i], levels[i], tokens[i], ats[i] = capacity, refill, capacity, capacity, now
  if stored[i] then
    local is_other
    tokens[i], ats[i], is_other = read(stored[i], capacity, refill)
    levels[i] = min(capacity, tokens[i] + max(0, now - ats[i]) * refill / 60000)
    is_changed = is_changed or is_other
  end
end

local function refuse(needed)
  local slowest, longest = 0, 0
  for i = 1, count do
    if capacities[i] < needed then
      return { 2, i }
    end
    if levels[i] < needed then
      local wait = ${NEVER_MS}
      if refills[i] > 0 then
        local ms = ceil((needed - tokens[i]) * 60000 / refills[i])
        if tokens[i] + ms * refills[i] / 60000 < needed then
          ms = ms + 1
        end
        wait = min(wait, max(1, ats[i] + ms - now))
      end
      if wait > longest then
        slowest, longest = i, wait
      end
    end
  end
  return { 1, slowest, max(0, floor(levels[slowest])), longest }
end

local results = {}
for r = 2, #KEYS do
  local needed, expires_in = tonumber(ARGV[count * 3 + r * 2 - 2]), tonumber(ARGV[count * 3 + r * 2 - 1])
  local lowest = levels[1]
  for i = 2, count do
    lowest = min(lowest, levels[i])
  end
  local expires_at = now + expires_in
  if lowest >= needed and redis.call(
    'SET', KEYS[r], struct.pack('>dd', expires_at, needed) .. fields, 'PX', ARGV[count * 3 + r * 2 - 1], 'NX'
  ) then
    for i = 1, count do
      levels[i] = levels[i] - needed
      tokens[i], ats[i] = levels[i], max(ats[i], now)
    end
    is_changed = true
    -- Not forgotten while the reservation may still be settled.
    kept_for = max(kept_for, expires_in)
    results[r - 1] = { 0, 0, floor(lowest - needed), expires_at }
  else
    local reservation = redis.call('GET', KEYS[r])
    if reservation then
      results[r - 1] = { 0, 1, max(0, floor(lowest)), (struct.unpack('>d', reservation)) }
    else
      results[r - 1] = refuse(needed)
    end
  end
end

if is_changed then
  for i = 1, count do
    local kept_until = stored[i] and struct.unpack('>d', stored[i], 33) or 0
    write(ARGV[i + 1], tokens[i], ats[i], capacities[i], refills[i], kept_until, kept_for)
  end
end
return results
`;

/**
 * KEYS: buckets of the tenant, reservation. ARGV: tokens that were used. Returns `{0}` when there is no such reservation, else
 * `{1, reserved tokens, remaining}`.
 */
export const SETTLE = `${COMMON}${WRITE}
local reservation = redis.call('GET', KEYS[2])
if not reservation then
  return { 0 }
end
local _, reserved, names_begin = struct.unpack('>dd', reservation)
local unused = reserved - tonumber(ARGV[1])
local lowest = math.huge
for field in string.gmatch(string.sub(reservation, names_begin), '%S+') do
  local stored = redis.call('HGET', KEYS[1], field)
  -- The buckets outlive their reservations, unless an operator deleted them.
  if stored then
    local tokens, at, capacity, refill, kept_until = struct.unpack('>ddddd', stored)
    tokens = min(capacity, tokens + max(0, now - at) * refill / 60000)
    tokens = min(capacity, tokens + unused)
    write(field, tokens, max(at, now), capacity, refill, kept_until, 0)
    lowest = min(lowest, tokens)
  end
end
redis.call('DEL', KEYS[2])
if lowest == math.huge then
  lowest = 0
end
return { 1, reserved, max(0, floor(lowest)) }
`;

/**
 * KEYS: buckets of the tenant. ARGV: the fields of all buckets, then capacity and refill per minute of each. Returns their levels,
 * rounded down.
 */
export const LEVELS = `${COMMON}${READ}
local levels = {}
local count = #ARGV / 3
for i = 1, count do
  local capacity, refill = tonumber(ARGV[count + i * 2 - 1]), tonumber(ARGV[count + i * 2])
  local stored = redis.call('HGET', KEYS[1], ARGV[i])
  local level = capacity
  if stored then
    local tokens, at = read(stored, capacity, refill)
    level = min(capacity, tokens + max(0, now - at) * refill / 60000)
  end
  levels[i] = floor(level)
end
return levels
`;
