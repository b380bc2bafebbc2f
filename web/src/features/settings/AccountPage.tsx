/** One's own account: who one is, how one gets in, and what else gets in by one's name. */
import { Devices } from "./Devices"
import { PasswordPart } from "./PasswordPart"
import { ProfilePart } from "./ProfilePart"
import { SecondFactorPart } from "./SecondFactorPart"
import { SettingsFrame } from "./SettingsFrame"
import { TokensPart } from "./TokensPart"

export function AccountPage() {
  return (
    <SettingsFrame title="My account">
      <ProfilePart />
      <PasswordPart />
      <SecondFactorPart />
      <Devices />
      <TokensPart />
    </SettingsFrame>
  )
}
