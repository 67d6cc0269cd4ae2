#!/usr/bin/env pwsh
# The verbs of build.sh for PowerShell; on Windows they run inside WSL (Debian 12).
$here = if ($PSScriptRoot) { $PSScriptRoot } else { (Get-Location).Path }
if ($IsLinux) { & "$here/build.sh" @args } else { & wsl --cd "$here" ./build.sh @args }
exit $LASTEXITCODE
