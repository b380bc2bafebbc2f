/** Before and at sign-in. */
import { graphql } from "@/lib/graphql"

export const WelcomeQuery = graphql(`
  query Welcome { welcome { workspaceName needsSetup mail providers { id name } } }
`)

export const SignInMutation = graphql(`
  mutation SignIn($input: SignInInput!) { signIn(input: $input) { user { id } } }
`)

export const SetUpMutation = graphql(`
  mutation SetUp($input: SetUpInput!) { setUp(input: $input) { user { id } } }
`)

export const RequestResetMutation = graphql(`
  mutation RequestPasswordReset($input: RequestPasswordResetInput!) { requestPasswordReset(input: $input) }
`)

export const ResetPasswordMutation = graphql(`
  mutation ResetPassword($input: ResetPasswordInput!) { resetPassword(input: $input) { user { id } } }
`)

export const InvitationQuery = graphql(`
  query Invitation($token: String!) { invitation(token: $token) { email name workspaceName } }
`)

export const AcceptInvitationMutation = graphql(`
  mutation AcceptInvitation($input: AcceptInvitationInput!) { acceptInvitation(input: $input) { user { id } } }
`)
