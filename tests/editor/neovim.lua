-- Opens an article, waits for its problems, completes a link, takes quick fixes, and stops the server. It runs in Neovim
-- 0.7 and later, so the client is started by hand where `vim.lsp.start` is not there yet.

local program, article = vim.env.DATELINE, vim.env.ARTICLE
local ended = nil

local function fail(why)
  io.stderr:write('FAULT: ' .. why .. '\n' .. table.concat(vim.api.nvim_buf_get_lines(0, 0, -1, false), '\n') .. '\n')
  vim.cmd('cquit 1')
end

-- What runs below is a coroutine: it gives way to Neovim while it waits, as typing does.
local function pause(milliseconds)
  local self = coroutine.running()
  vim.defer_fn(function()
    local is_well, why = coroutine.resume(self)
    if not is_well then fail(why) end
  end, milliseconds)
  coroutine.yield()
end

local function await(what, is_so)
  for _ = 1, 400 do
    if is_so() then return end
    pause(50)
  end
  error('no ' .. what .. ' within 20 s')
end

local function codes()
  local found = {}
  for _, problem in ipairs(vim.diagnostic.get(0)) do
    table.insert(found, ('%s %d:%d'):format(problem.code, problem.lnum, problem.col))
  end
  table.sort(found)
  return table.concat(found, ', ')
end

local function line(number)
  return vim.api.nvim_buf_get_lines(0, number, number + 1, false)[1]
end

local function type(keys)
  vim.api.nvim_input(keys)
end

local function talk()
  vim.o.showmode = false
  vim.opt.shortmess:append('cF')
  vim.cmd('edit ' .. vim.fn.fnameescape(article))
  local config = {
    name = 'dateline',
    cmd = { program, 'lsp', '--lang', 'zh' },
    on_exit = function(code) ended = code end,
  }
  local client
  if vim.lsp.start then
    client = vim.lsp.start(config)
  else
    client = vim.lsp.start_client(config)
    vim.lsp.buf_attach_client(0, client)
  end
  vim.bo.omnifunc = 'v:lua.vim.lsp.omnifunc'

  -- Columns are bytes here: 𠮷 has four, each other character three.
  await('problems', function() return codes() == 'E0206 3:8, W0701 5:13' end)

  -- A part of a path is completed: the first offer is taken.
  type('G$a<C-x><C-o>')
  await('completion', function() return line(7) == '见[稿件](初雪.md' end)
  type(')。<Esc>')
  await('link', function() return line(7) == '见[稿件](初雪.md)。' end)

  -- A certain fix, and one of what is probably meant.
  vim.ui.select = function(items, _, choose)
    if #items ~= 1 then fail('there are ' .. #items .. ' actions') end
    choose(items[1], 1)
  end
  for _, fix in ipairs({ { 6, 13, '𠮷祥下雪，山上先白。' }, { 4, 9, 'column: lu' } }) do
    vim.api.nvim_win_set_cursor(0, { fix[1], fix[2] })
    vim.lsp.buf.code_action()
    await('quick fix', function() return line(fix[1] - 1) == fix[3] end)
  end
  await('end of the problems', function() return codes() == '' end)

  -- The text is saved, and a file that it links to goes.
  vim.cmd('silent write')
  os.remove(vim.fn.fnamemodify(article, ':h') .. '/初雪.md')
  vim.cmd('silent write')
  await('missing file', function() return codes() == 'E0301 7:12' end)

  vim.lsp.stop_client(client)
  await('end of the server', function() return ended ~= nil end)
  if ended ~= 0 then error('the server ended with ' .. ended) end
  io.stdout:write('Neovim: ok\n')
  vim.cmd('qall!')
end

local is_well, why = coroutine.resume(coroutine.create(talk))
if not is_well then fail(why) end
