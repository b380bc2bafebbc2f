/** What is known of a person: who they are, how to reach them, what they agreed to, where they came from. */
import type { ContactQuery } from "@/gql/graphql"
import { useMinute } from "@/lib/clock"
import { useDirectory } from "@/lib/directory"
import { valueWords } from "@/lib/record/event-words"
import { Lifecycle } from "@/lib/record/Lifecycle"
import { Hidden, Masked } from "@/lib/record/Masked"
import { PropertyGroup } from "@/lib/record/PropertyGroup"
import { PropertyMany } from "@/lib/record/PropertyMany"
import { PropertyPerson } from "@/lib/record/PropertyPerson"
import { PropertyRecord } from "@/lib/record/PropertyRecord"
import { PropertyText } from "@/lib/record/PropertyText"
import { SourceProperties } from "@/lib/record/SourceProperties"
import { useRecordEdit } from "@/lib/record/use-record-edit"
import { ContactConsents } from "./ContactConsents"
import { UpdateContactMutation } from "./queries"

type Contact = NonNullable<ContactQuery["contact"]>
type Props = { contact: Contact; readOnly: boolean }

const about = [
  { field: "firstName", label: "First name" },
  { field: "lastName", label: "Last name" },
  { field: "jobTitle", label: "Job title" },
  { field: "department", label: "Department" },
  { field: "seniority", label: "Seniority" },
] as const
const reach = [
  { field: "language", label: "Language" },
  { field: "city", label: "City" },
  { field: "country", label: "Country" },
  { field: "timeZone", label: "Time zone" },
] as const

export function ContactProperties({ contact, readOnly }: Props) {
  const directory = useDirectory()
  const now = useMinute()
  const editor = useRecordEdit(UpdateContactMutation, contact, (field, value) =>
    valueWords(field, value, directory, now),
  )
  const given = { editor, readOnly }
  return (
    <>
      <PropertyGroup title="Person">
        {about.map((property) => (
          <PropertyText key={property.field} {...given} {...property} value={contact[property.field]} />
        ))}
        <PropertyRecord {...given} field="companyId" label="Company" type="COMPANY" value={contact.company} />
        <PropertyPerson {...given} field="ownerId" label="Owner" value={contact.ownerId} />
        <Masked object="CONTACT" field="lifecycle" label="Lifecycle">
          <Lifecycle kind={contact.lifecycle} />
        </Masked>
        <PropertyMany
          {...given}
          add="addTags"
          remove="removeTags"
          label="Tags"
          one="tag"
          values={contact.tags}
        />
      </PropertyGroup>
      <PropertyGroup title="Reach">
        <PropertyMany
          {...given}
          add="addEmails"
          remove="removeEmails"
          label="Emails"
          one="e-mail address"
          type="email"
          values={contact.emails}
          href={(email) => `mailto:${email}`}
        />
        <PropertyMany
          {...given}
          add="addPhones"
          remove="removePhones"
          label="Phones"
          one="phone number"
          type="tel"
          values={contact.phones}
          href={(number) => `tel:${number.replace(/\s/g, "")}`}
        />
        {reach.map((property) => (
          <PropertyText key={property.field} {...given} {...property} value={contact[property.field]} />
        ))}
      </PropertyGroup>
      <PropertyGroup title="Consent">
        {directory.access("CONTACT", "consents") === "HIDDEN" ? (
          <div className="px-2">
            <dt className="sr-only">Consent</dt>
            <dd>
              <Hidden />
            </dd>
          </div>
        ) : (
          <ContactConsents consents={contact.consents} />
        )}
      </PropertyGroup>
      <PropertyGroup title="Source">
        <SourceProperties object="CONTACT" source={contact.source} at={contact.createdAt} />
      </PropertyGroup>
      {editor.dialog}
    </>
  )
}
